using Ledger.Facts;

namespace Ledger.Exchange.Tests;

/// <summary>The 27 quality checks, each way: what it finds, and the nearest thing that it lets pass.</summary>
public sealed class CheckTests
{
    private const string Unit = "441900004001GB00012F00010101";
    private static readonly ProvinceProfile Profile = ProvinceProfile.Find("newer");
    private static readonly ulong Now = At("2026-11-30T12:00:00");

    public static TheoryData<string> Clean => [.. Samples.Messages.Where(static name => name != "faulty")];

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_clean_message_has_no_finding(string name) => Assert.Empty(QualityChecks.Find(Checked(name)));

    [Fact]
    public void The_faulty_message_has_its_five_findings_and_no_other()
    {
        var findings = QualityChecks.Find(Checked("faulty"));

        Assert.Equal(
            [(1, 'W', "Head BizMsgID"), (2, 'X', "QLT_FW_FDCQ_YZ QXDM"), (6, 'X', "QLT_FW_FDCQ_YZ FDCJYJG"), (11, 'W', "ZTT_GY_QLR SXH"),
                (13, 'X', "ZTT_GY_QLR ZJH")],
            findings.Select(static finding => (finding.Check, finding.Letter, finding.Place)));
    }

    [Fact]
    public void There_are_27_checks_with_their_numbers() => Assert.Equal(Enumerable.Range(1, 27), QualityChecks.All.Select(static check => check.Number));

    [Fact]
    public void No_finding_shows_a_name_or_a_number_of_a_person()
    {
        foreach (var name in Samples.Messages)
        {
            var message = Samples.Message(name);
            var secrets = message.Rows.SelectMany(static row => row.Values).Where(static pair => ExchangeSchema.IsPersonal(pair.Key) && pair.Value.Length > 2)
                .Select(static pair => pair.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var row in message.Rows)
            {
                foreach (var (attribute, _) in row.Values.Where(static pair
                    => pair.Key is "ZJH" or "QLRZJH" or "YWRZJH" or "SXH" or "YWH" or "QXDM" or "BDCDYH").ToList())
                {
                    row[attribute] += "9";
                }
            }

            var told = string.Join('\n', QualityChecks.Find(Of(message)).Select(static finding => finding.Text.Chinese + finding.Text.English));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("44190021051200000", true)]
    [InlineData("441900210532000002", true)]
    [InlineData("441901210512000002", true)]
    [InlineData("441900210512000002_XX", true)]
    [InlineData("441900210512000002", false)]
    [InlineData("441900210512000002_BBXZ", false)]
    [InlineData("441900210512000002_CBXZ", false)]
    public void Check_01_wants_18_digits_of_area_day_and_serial_or_a_known_suffix(string id, bool fires)
        => Fires(1, fires, Find(1, "transfer", message => message.Head["BizMsgID"] = id));

    [Fact]
    public void Check_02_wants_one_county_in_head_rows_and_unit_but_for_counties_whose_code_changed()
    {
        Fires(2, true, Find(2, "transfer", static message => message.Head["AreaCode"] = "441901"));
        Fires(2, true, Find(2, "transfer", static message => Row(message, "KTT_FW_H")["QXDM"] = "441901"));
        var recoded = Profile with { RecodedCounties = new Dictionary<string, string>(StringComparer.Ordinal) { ["441901"] = "441900" } };
        var message = Samples.Message("transfer");
        Row(message, "KTT_FW_H")["QXDM"] = "441901";
        Assert.DoesNotContain(QualityChecks.Find(new("x.xml", message, recoded, Now)), static finding => finding.Check == 2);
    }

    [Theory]
    [InlineData("441900004001GB00012F0001010", "EstateNum")]
    [InlineData("441900004001GB00012", "EstateNum")]
    public void Check_03_wants_a_whole_unit_code_in_the_head(string code, string field)
        => Assert.Equal("Head " + field, Assert.Single(Find(3, "transfer", message => message.Head[field] = code)).Place);

    [Fact]
    public void Check_03_wants_the_same_unit_in_every_row_but_parcel_and_building()
    {
        Fires(3, true, Find(3, "transfer", static message => Row(message, "ZTT_GY_QLR")["BDCDYH"] = "441900004001GB00012F00010102"));
        Fires(3, true, Find(3, "transfer", static message => Row(message, "KTT_FW_ZRZ")["BDCDYH"] = "441900004001GB00012F00020000"));
        Fires(3, false, Find(3, "first-registration"));
    }

    [Fact]
    public void Check_04_wants_the_right_row_of_the_record_type_and_one_type_of_registration()
    {
        Fires(4, true, Find(4, "transfer", static message => message.Head["RecType"] = "2000301"));
        Fires(4, true, Find(4, "transfer", static message => message.Head["RecType"] = "1234567"));
        Fires(4, true, Find(4, "transfer", static message => message.Head["RegType"] = "300"));
        Fires(4, true, Find(4, "transfer", static message => Row(message, "QLT_FW_FDCQ_YZ")["DJLX"] = "100"));
        Fires(4, false, Find(4, "mortgage-first", static message => message.Head["RegType"] = "900"));
    }

    [Fact]
    public void Check_05_wants_the_flow_id_as_business_number_where_some_keep_the_last_20_characters()
    {
        Fires(5, true, Find(5, "transfer", static message => Row(message, "DJF_DJ_SH")["YWH"] = "2021051000009"));
        Fires(5, true, Find(5, "transfer", static message => Row(message, "QLT_FW_FDCQ_YZ")["YWH"] = "2021051000009"));
        Fires(5, true, Find(5, "transfer", static message => message.Head["RecFlowID"] = null));
        Fires(5, false, Find(5, "transfer", static message => message.Head["RecFlowID"] = "2021051000001-1"));
        Fires(5, false, Find(5, "transfer", static message =>
        {
            message.Head["RecFlowID"] = "ABCDEFGH2021051000001000000000";
            foreach (var row in message.Rows.Where(static row => row["YWH"] is not null))
                row["YWH"] = "ABCDEFGH2021051000001000000000"[^20..];
        }));
    }

    [Theory]
    [InlineData("1200000.0000", null, true)]
    [InlineData("0.0120", null, true)]
    [InlineData("1200000", "1", false)]
    [InlineData("120.0000", null, false)]
    [InlineData("0.9560", null, false)]
    [InlineData("0.9559", null, true)]
    [InlineData("4780.0000", null, false)]
    [InlineData("4780.0001", null, true)]
    public void Check_06_wants_a_price_a_square_metre_in_the_profiles_band_and_believes_a_stated_unit(string price, string? unit, bool fires)
        => Fires(6, fires, Find(6, "transfer", message =>
        {
            Row(message, "QLT_FW_FDCQ_YZ")["FDCJYJG"] = price;
            Row(message, "QLT_FW_FDCQ_YZ")["JEDW"] = unit;
        }));

    [Theory]
    [InlineData("1", "80.0000", null, false)]
    [InlineData("1", "0.0000", "80.0000", true)]
    [InlineData("2", "80.0000", "0.0000", true)]
    [InlineData("2", "80.0000", "90.0000", false)]
    public void Check_07_wants_the_amount_of_the_kind_of_mortgage(string kind, string claim, string? maximum, bool fires)
        => Fires(7, fires, Find(7, "mortgage-first", message =>
        {
            var row = Row(message, "QLF_QL_DYAQ");
            (row["DYFS"], row["BDBZZQSE"], row["ZGZQSE"]) = (kind, claim, maximum);
        }));

    [Fact]
    public void Check_08_warns_of_one_proof_on_several_units_whose_amounts_are_not_summed()
    {
        var second = Samples.Message("mortgage-first");
        second.Head["EstateNum"] = "441900004001GB00012F00010102";
        second.Head["BizMsgID"] = "441900210521000033";
        foreach (var row in second.Rows.Where(static row => row["BDCDYH"] is not null))
            row["BDCDYH"] = "441900004001GB00012F00010102";
        Fires(8, true, Find(8, "mortgage-first", null, Of(second)));
        Fires(8, false, Find(8, "mortgage-first", null, Checked("mortgage-first-newer")));
    }

    [Fact]
    public void Check_09_warns_of_the_writing_of_a_number_and_excepts_one_that_is_cut_or_another_holders()
    {
        var loose = Assert.Single(Find(9, "mortgage-first", static message => Row(message, "QLF_QL_DYAQ")["BDCDJZMH"] = "粤(2021)东莞市不动产证明第0000001号"));
        Assert.Equal(CheckLevel.Warning, loose.Level);
        var cut = Find(9, "mortgage-first", static message => Row(message, "QLF_QL_DYAQ")["BDCDJZMH"] = "粤（2021）东莞不动产证明第00000");
        Assert.Contains(cut, static finding => finding.Level == CheckLevel.Exception && finding.Place == "QLF_QL_DYAQ BDCDJZMH");
        var other = Assert.Single(Find(9, "mortgage-first", static message => Row(message, "ZTT_GY_QLR")["BDCQZH"] = "粤（2021）东莞不动产证明第0000009号"));
        Assert.Equal(CheckLevel.Exception, other.Level);
        Fires(9, false, Find(9, "mortgage-first", static message =>
        {
            Row(message, "QLF_QL_DYAQ")["BDCDJZMH"] = "粤房地他证莞字第1号";
            Row(message, "ZTT_GY_QLR")["BDCQZH"] = "粤房地他证莞字第1号";
        }));
    }

    [Fact]
    public void Check_10_counts_certificates_and_proofs()
    {
        Fires(10, true, Find(10, "transfer", static message => message.Head["CertCount"] = "0"));
        Fires(10, true, Find(10, "mortgage-first", static message => message.Head["ProofCount"] = "0"));
        Fires(10, true, Find(10, "transfer", static message => message.Rows.Where(static row => row.Table.Name == "ZTT_GY_QLR").ToList()
            .ForEach(static row => row["BDCQZH"] = "粤（2021）东莞不动产权第0000002号")));
        Fires(10, false, Find(10, "transfer", static message => message.Head["CertCount"] = null));
    }

    [Fact]
    public void Check_11_wants_holders_numbered_from_1_for_each_right_row()
    {
        Fires(11, true, Find(11, "transfer", static message => message.Rows.Last(static row => row.Table.Name == "ZTT_GY_QLR")["SXH"] = "3"));
        Fires(11, false, Find(11, "transfer", static message =>
        {
            var holders = message.Rows.Where(static row => row.Table.Name == "ZTT_GY_QLR").ToList();
            (holders[0]["SXH"], holders[1]["SXH"]) = ("2", "1");
        }));
    }

    [Theory]
    [InlineData("2", "60%", "40%", false)]
    [InlineData("2", "3/5", "0.4", false)]
    [InlineData("2", "60", "40", false)]
    [InlineData("2", "60%", "41%", true)]
    [InlineData("2", "60%", null, true)]
    [InlineData("2", "sixty", "40%", true)]
    [InlineData("1", null, null, false)]
    [InlineData("0", null, null, true)]
    public void Check_12_wants_shares_that_add_up_to_one_and_a_sole_owner_alone(string kind, string? first, string? second, bool fires)
        => Fires(12, fires, Find(12, "transfer", message =>
        {
            var holders = message.Rows.Where(static row => row.Table.Name == "ZTT_GY_QLR").ToList();
            (holders[0]["GYFS"], holders[0]["QLBL"], holders[1]["GYFS"], holders[1]["QLBL"]) = (kind, first, kind, second);
        }));

    [Theory]
    [InlineData("1", "441900188001010016", "1", null)]
    [InlineData("1", "441900188001010017", "1", 'X')]
    [InlineData("1", "44190018800101001", "1", 'X')]
    [InlineData("1", "４４１９００１８８００１０１００１６", "1", 'W')]
    [InlineData("1", "441900 188001010016", "1", 'W')]
    [InlineData("1", "441900188001010016(1-1)", "1", 'W')]
    [InlineData("1", "441900188001010016", "2", 'X')]
    [InlineData("8", "91441900MA0000015D", "2", null)]
    [InlineData("8", "91441900MA0000015E", "2", 'X')]
    [InlineData("8", "91441900MA0000015D", "1", 'X')]
    [InlineData("99", "X1", "1", null)]
    public void Check_13_wants_numbers_that_are_true_and_of_the_holders_kind(string type, string number, string kind, char? letter)
    {
        var findings = Find(13, "transfer", message =>
        {
            var holder = Row(message, "ZTT_GY_QLR");
            (holder["ZJZL"], holder["ZJH"], holder["QLRLX"]) = (type, number, kind);
        });
        Assert.Equal(letter, findings.Count == 0 ? null : findings[0].Letter);
    }

    [Fact]
    public void Check_14_excepts_two_live_titles_a_live_row_that_is_ended_and_a_history_without_successor()
    {
        Fires(14, true, Find(14, "first-registration", static message => Row(message, "QLT_FW_FDCQ_YZ")["QSZT"] = "2"));
        Fires(14, false, Find(14, "first-registration", static message => Row(message, "QLT_FW_FDCQ_YZ")["QSZT"] = "2", Checked("transfer")));
        Fires(14, false, Find(14, "transfer", null, Checked("first-registration")));
        Fires(14, true, Find(14, "transfer", static message => message.Head["PreCertID"] = null, Checked("first-registration")));
        Fires(14, true, Find(14, "mortgage-first", static message => Row(message, "QLF_QL_DYAQ")["ZXDYYWH"] = "2021052000001"));
        Fires(14, false, Find(14, "mortgage-cancellation", static message => Row(message, "QLF_QL_DYAQ")["QSZT"] = "1"));
    }

    [Fact]
    public void Check_14_follows_a_chain_of_titles_that_were_each_live_when_they_were_reported()
    {
        var (first, second) = (Checked("first-registration"), Checked("transfer"));
        var sold = Samples.Message("transfer");
        Resold(sold);
        var third = Of(sold, "resold.xml");

        Fires(14, false, Find(14, "transfer", Resold, first, second));
        Fires(14, false, Find(14, "first-registration", null, second, third));

        // Without the sale between them nobody knows how the one came to the other.
        Fires(14, true, Find(14, "transfer", Resold, first));
        Fires(14, true, Find(14, "first-registration", null, third));

        static void Resold(ExchangeMessage message)
        {
            message.Head["PreCertID"] = "粤（2021）东莞不动产权第0000002号,粤（2021）东莞不动产权第0000003号";
            message.Head["RecFlowID"] = "2022051000001";
            var title = Row(message, "QLT_FW_FDCQ_YZ");
            (title["YWH"], title["DJSJ"], title["BDCQZH"]) = ("2022051000001", "2022-05-12T14:30:00", "粤（2022）东莞不动产权第0000009号");
        }
    }

    [Fact]
    public void Check_15_looks_through_a_message_of_many_rows_once()
    {
        var message = Samples.Message("transfer");
        for (var i = 0; i < 200_000; i++)
            message.Add("DJF_DJ_SJ", ("YWH", "2021051000001"), ("SJMC", $"{i / 2}"));

        var many = Of(message);

        Assert.Equal(100_000, QualityChecks.Find(many).Count(static finding => finding.Check == 15));
        Assert.Equal(100_000, many.Of("DJF_DJ_SJ").Count(static row => row["SJMC"]!.All(char.IsAsciiDigit)));
    }

    [Fact]
    public void Check_15_takes_doubled_rows_once_and_applicants_as_sets()
    {
        var message = Samples.Message("transfer");
        message.Rows.Add(Row(message, "DJT_DJ_SLSQ").Copy());
        var doubled = Of(message);
        Fires(15, true, [.. QualityChecks.Find(doubled).Where(static finding => finding.Check == 15)]);
        Assert.Single(doubled.Of("DJT_DJ_SLSQ"));
        Fires(15, true, Find(15, "transfer", static pairs =>
        {
            foreach (var row in pairs.Rows.Where(static row => row.Table.Name == "DJF_DJ_SQR").ToList())
            {
                var other = row.Copy();
                (other["YWRMC"], other["YWRZJH"]) = ("某公司", "91441900MA00000238");
                pairs.Rows.Add(other);
            }
        }));
        Fires(15, false, Find(15, "transfer"));
    }

    [Theory]
    [InlineData("陈样一,李样二", false)]
    [InlineData("陈样一、李样二等", true)]
    [InlineData("陈样一,李样二,黄样三", true)]
    public void Check_16_keeps_a_list_of_names_that_is_not_whole_as_text(string names, bool fires)
        => Fires(16, fires, Find(16, "mortgage-first", message => Row(message, "QLF_QL_DYAQ")["DYR"] = names));

    [Fact]
    public void Check_17_compares_the_kind_of_a_notice_with_the_title_before()
    {
        Fires(17, true, Find(17, "advance-notice", static message => Row(message, "QLF_QL_YGDJ")["YGDJZL"] = "2"));
        var titled = Samples.Message("first-registration");
        titled.Head["EstateNum"] = "441900004001GB00012F00010102";
        Row(titled, "QLT_FW_FDCQ_YZ")["BDCDYH"] = "441900004001GB00012F00010102";
        Fires(17, true, Find(17, "advance-notice", null, Of(titled)));
        Fires(17, false, Find(17, "advance-notice", static message => Row(message, "QLF_QL_YGDJ")["YGDJZL"] = "2", Of(titled)));
    }

    [Theory]
    [InlineData("1", "2021-07-01T00:00:00", "2024-06-30T00:00:00", false)]
    [InlineData("1", "2021-07-01T00:00:00", "2024-07-01T00:00:00", false)]
    [InlineData("1", "2021-07-01T00:00:00", "2024-07-02T00:00:00", true)]
    [InlineData("1", "2021-07-01T00:00:00", "2021-06-30T00:00:00", true)]
    [InlineData(null, "2021-07-01T00:00:00", "2024-06-30T00:00:00", true)]
    [InlineData("5", "2021-07-01T00:00:00", "2024-06-30T00:00:00", true)]
    public void Check_18_wants_a_kind_and_a_term_of_three_years_at_most(string? kind, string first, string last, bool fires)
        => Fires(18, fires, Find(18, "seizure", message =>
        {
            var row = Row(message, "QLF_QL_CFDJ");
            (row["CFLX"], row["CFQSSJ"], row["CFJSSJ"]) = (kind, first, last);
        }));

    [Fact]
    public void Check_18_excepts_a_second_seizure_that_does_not_wait()
    {
        var other = Samples.Message("seizure");
        (other.Head["BizMsgID"], other.Head["RecFlowID"]) = ("441900210801000001", "2021080100001");
        foreach (var row in other.Rows.Where(static row => row["YWH"] is not null))
            row["YWH"] = "2021080100001";
        var seizure = Row(other, "QLF_QL_CFDJ");
        (seizure["CFJG"], seizure["DJSJ"]) = ("另一样例法院", "2021-08-01T10:00:00");
        var first = Checked("seizure");
        Assert.Contains(QualityChecks.Find(new("y.xml", other, Profile, Now) { Others = [first] }), static finding => finding.Check == 18);
        seizure["CFLX"] = "2";
        Assert.DoesNotContain(QualityChecks.Find(new("y.xml", other, Profile, Now) { Others = [first] }), static finding => finding.Check == 18);
    }

    [Theory]
    [InlineData("95.60", false)]
    [InlineData("95.62", false)]
    [InlineData("95.63", true)]
    public void Check_19_wants_the_floor_area_to_be_its_parts_within_two_hundredths(string area, bool fires)
        => Fires(19, fires, Find(19, "transfer", message => Row(message, "QLT_FW_FDCQ_YZ")["JZMJ"] = area));

    [Theory]
    [InlineData("1", false)]
    [InlineData("1-2", true)]
    [InlineData("-1", true)]
    [InlineData("夹层", true)]
    public void Check_20_keeps_a_floor_that_is_no_number_as_text(string floor, bool fires)
        => Fires(20, fires, Find(20, "transfer", message => Row(message, "QLT_FW_FDCQ_YZ")["SZC"] = floor));

    [Theory]
    [InlineData("30", false)]
    [InlineData("29", false)]
    [InlineData("20", true)]
    public void Check_21_believes_days_rather_than_years_made_of_them(string years, bool fires)
        => Fires(21, fires, Find(21, "mortgage-first-newer", message => Row(message, "QLF_QL_DYAQ")["DYQX"] = years));

    [Fact]
    public void Check_22_wants_another_right_to_be_of_this_act()
    {
        Fires(22, true, Find(22, "transfer", static message
            => message.Add("QLF_QL_QTXGQL", ("BDCDYH", Unit), ("YWH", "2019"), ("DJSJ", "2021-05-12T14:30:00"))));
        Fires(22, false, Find(22, "transfer", static message
            => message.Add("QLF_QL_QTXGQL", ("BDCDYH", Unit), ("YWH", "2021051000001"), ("DJSJ", "2021-05-12T14:30:00"))));
    }

    [Fact]
    public void Check_23_wants_codes_of_the_tables_and_reads_local_ones_by_the_profile()
    {
        Fires(23, true, Find(23, "transfer", static message => Row(message, "ZTT_GY_QLR")["ZJZL"] = "身份证"));
        Fires(23, true, Find(23, "transfer", static message => Row(message, "QLT_FW_FDCQ_YZ")["GHYT"] = "住宅"));
        var local = Profile with
        {
            LocalCodes = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
            {
                ["GHYT"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["住宅"] = "10" },
            },
        };
        var message = Samples.Message("transfer");
        Row(message, "QLT_FW_FDCQ_YZ")["GHYT"] = "住宅";
        var read = new CheckedMessage("x.xml", message, local, Now);
        Assert.DoesNotContain(QualityChecks.Find(read), static finding => finding.Check == 23);
        Assert.Equal("10", Assert.Single(read.Of("QLT_FW_FDCQ_YZ"))["GHYT"]);
    }

    [Theory]
    [InlineData("2021-05-12T14:30:00", null)]
    [InlineData("2021-05-10T09:29:59", 'X')]
    [InlineData("2027-01-01T00:00:00", 'X')]
    [InlineData("1900-01-01T00:00:00", 'X')]
    [InlineData("2021-05-11T14:30:00", 'W')]
    public void Check_24_wants_recording_after_acceptance_before_now_and_on_the_day_of_the_head(string recorded, char? letter)
    {
        var findings = Find(24, "transfer", message => Row(message, "QLT_FW_FDCQ_YZ")["DJSJ"] = recorded);
        Assert.Equal(letter, findings.Count == 0 ? null : findings[0].Letter);
    }

    [Fact]
    public void Check_25_counts_an_act_reported_again_once_and_excepts_one_that_changed()
    {
        Assert.Equal('W', Assert.Single(Find(25, "mortgage-first-newer", null, Checked("mortgage-first"))).Letter);
        var changed = Assert.Single(Find(25, "mortgage-first-newer", static message => Row(message, "QLF_QL_DYAQ")["BDBZZQSE"] = "81.0000",
            Checked("mortgage-first")));
        Assert.Equal(('X', "QLF_QL_DYAQ BDBZZQSE"), (changed.Letter, changed.Place));
        Assert.Equal('W', Assert.Single(Find(25, "mortgage-cancellation-newer", null, Checked("mortgage-cancellation"))).Letter);
        Fires(25, false, Find(25, "transfer", null, Checked("first-registration")));
    }

    [Fact]
    public void Check_26_wants_the_list_of_what_a_project_mortgage_lies_on()
    {
        Fires(26, true, Find(26, "mortgage-first", static message => Row(message, "QLF_QL_DYAQ")["DYBDCLX"] = "4"));
        Fires(26, true, Find(26, "mortgage-first", static message => message.Add("QLF_QL_DYAQ_DYWQD", ("YWH", "2021052000001"))));
        Fires(26, false, Find(26, "mortgage-first", static message =>
        {
            Row(message, "QLF_QL_DYAQ")["DYBDCLX"] = "4";
            message.Add("QLF_QL_DYAQ_DYWQD", ("YWH", "2021052000001"), ("BDCDYH", Unit));
        }));
    }

    [Fact]
    public void Check_27_keeps_unknown_content_aside()
    {
        Fires(27, true, Find(27, "transfer", static message => message.Aside.Add(new(3, "QLT_FW_FDCQ_YZ", "NEU", "1"))));
        Fires(27, false, Find(27, "transfer"));
    }

    private static CheckedMessage Checked(string name) => Of(Samples.Message(name), name + ".xml");

    private static CheckedMessage Of(ExchangeMessage message, string file = "x.xml") => new(file, message, Profile, Now);

    private static IReadOnlyList<Finding> Find(int check, string sample, Action<ExchangeMessage>? change = null, params CheckedMessage[] others)
    {
        var message = Samples.Message(sample);
        change?.Invoke(message);
        return [.. QualityChecks.Find(new(sample + ".xml", message, Profile, Now) { Others = others }).Where(finding => finding.Check == check)];
    }

    private static void Fires(int check, bool wanted, IReadOnlyList<Finding> findings)
        => Assert.True(wanted == findings.Count > 0, $"check {check}: {string.Join("; ", findings)}");

    private static ExchangeRow Row(ExchangeMessage message, string table) => message.Of(table).First();

    private static ulong At(string text) => ExchangeValues.TryInstant(text, out var at) ? at
        : throw new FactFormatException(new(new("时刻", "instant"), 0, text, new("", "")));
}
