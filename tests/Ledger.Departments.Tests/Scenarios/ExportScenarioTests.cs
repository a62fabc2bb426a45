using Ledger.Exchange;
using Ledger.Export;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Recorded acts of real departments as reporting messages: what stands in them comes from the records alone.</summary>
public sealed class ExportScenarioTests : IDisposable
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";
    private const string BankName = "样例银行股份有限公司";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("older")]
    [InlineData("newer")]
    public async Task A_sale_with_its_loan_from_transfer_to_cancellation_reads_back_as_what_was_recorded(string province)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var old = city.CertificateOf(An, Flat);
        var sale = new Sale(city)
        {
            Units = [new(Flat, 1_200_000)],
            Sellers = [An],
            Buyers = [new(Bo, "3/5"), new(Chen, "2/5")],
            BuyersOwn = CoOwnership.Shares,
        };
        await sale.TaxedAsync();
        city.At("2026-03-03 10:00");
        var file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file).With(static r => r.Document.Fields.Add(Field("address", "东莞市南城街道样例路1号1栋101房")))).Ok();
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Bo, Chen], Amount = 600_000.50m };
        await loan.RegisteredAsync();
        city.At("2026-03-04 11:00");
        await city.BankA(loan.Release()).Ok();
        var end = loan.Case(FlowCode.M9);
        await city.AtOnce(end, loan.Cancel(end)).Ok();

        var (messages, result) = await ExportAsync(city, province, "2026-03-03", "2026-03-04");

        var newer = province == "newer";
        Assert.Equal(
            newer ? ["2000402", "1003701", "4000101"] : ["2000402", "9000101", "9000101"], messages.Select(static message => message.Head.RecType));
        var transfer = messages[0];
        Assert.Equal((old, "2", "0", "200"), (transfer.Head.PreCertId, transfer.Head["CertCount"], transfer.Head["ProofCount"], transfer.Head.RegType));
        Assert.Equal(file.Business(Flat), transfer.Head.RecFlowId);
        Assert.Equal("2026-03-03T10:00:00", transfer.Head.CreateDate);
        var holders = transfer.Of("ZTT_GY_QLR").OrderBy(static row => row["ZJH"], StringComparer.Ordinal).ToList();
        Assert.Equal(
            [(Bo.Name, Bo.DocumentNumber, "3/5", "2"), (Chen.Name, Chen.DocumentNumber, "2/5", "2")],
            holders.ConvertAll(static row => (row["QLRMC"]!, row["ZJH"]!, row["QLBL"]!, row["GYFS"]!)));
        Assert.Equal(city.CertificateOf(Bo, Flat), holders[0]["BDCQZH"]);
        var right = Assert.Single(transfer.Of("QLT_FW_FDCQ_YZ"));
        Assert.Equal(
            ("120.0000", "89.50", "东莞市南城街道样例路1号1栋101房", "买卖", "registration someone"),
            (right["FDCJYJG"], right["JZMJ"], right["FDZL"], right["DJYY"], right["DBR"]));
        Assert.Equal(newer, right["JEDW"] is not null);
        var applicants = transfer.Of("DJF_DJ_SQR").Select(static row => (row["QLRZJH"]!, row["YWRMC"]!));
        Assert.Equal([(Bo.DocumentNumber, An.Name), (Chen.DocumentNumber, An.Name)], applicants.Order());

        var mortgage = Assert.Single(messages[1].Of("QLF_QL_DYAQ"));
        Assert.Equal(("60.0001", "1"), (mortgage["BDBZZQSE"], mortgage["DYFS"]));
        Assert.Equal(new[] { Bo.Name, Chen.Name }.Order(StringComparer.Ordinal), mortgage["DYR"]!.Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(BankName, Assert.Single(messages[1].Of("ZTT_GY_QLR"))["QLRMC"]);
        Assert.Equal(("0", "1"), (messages[1].Head["CertCount"], messages[1].Head["ProofCount"]));
        Assert.Contains(result.Messages[1].Gaps, static gap => gap.Attribute == "BDBZZQSE" && gap.Why.English.Contains("rounded", StringComparison.Ordinal));

        var proof = messages[1].Of("QLF_QL_DYAQ").Single()["BDCDJZMH"];
        Assert.Equal(proof, messages[2].Head.PreCertId);
        if (newer)
        {
            var ended = Assert.Single(messages[2].Of("QLF_QL_ZXDJ"));
            Assert.Equal((end.Business(Flat), mortgage["YWH"], proof), (ended["YWH"], ended["ZXYWH"], ended["BDCQZH"]));
        }
        else
        {
            var ended = Assert.Single(messages[2].Of("QLF_QL_DYAQ"));
            Assert.Equal((mortgage["YWH"], end.Business(Flat), "2", "2026-03-04T11:00:00"), (ended["YWH"], ended["ZXDYYWH"], ended["QSZT"], ended["ZXSJ"]));
        }
    }

    [Fact]
    public async Task What_no_record_tells_is_the_agreed_filler_and_is_listed_with_field_and_reason()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1))).Ok();

        var (messages, result) = await ExportAsync(city, "newer", "2026-03-02", "2026-03-02");

        var seizure = Assert.Single(Assert.Single(messages).Of("QLF_QL_CFDJ"));
        Assert.Equal(("1", court.Document(1), "全部份额", "/"), (seizure["CFLX"], seizure["CFWH"], seizure["CFFW"], seizure["CFJG"]));
        var gap = Assert.Single(result.Messages[0].Gaps, static gap => gap.Attribute == "CFJG");
        Assert.Equal(("QLF_QL_CFDJ", 1, "/"), (gap.Table, gap.Row, gap.Written));
        var list = await File.ReadAllTextAsync(Path.Combine(folder["out"], "441900", "Gaps", "Gaps44190020260302.csv"), TestCity.Limit);
        Assert.Contains($"{result.Messages[0].Id},", list, StringComparison.Ordinal);
        Assert.Contains("QLF_QL_CFDJ,1,CFJG,/,登记记录未载明", list, StringComparison.Ordinal);
        Assert.DoesNotContain(An.Name, list, StringComparison.Ordinal);
        Assert.DoesNotContain(An.DocumentNumber, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_again_an_act_keeps_its_number_and_an_act_after_the_log_says_that_it_is_late()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Chen));
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1))).Ok();

        var (_, first) = await ExportAsync(city, "newer", "2026-03-02", "2026-03-02");
        var bytes = await File.ReadAllBytesAsync(first.Messages[0].File, TestCity.Limit);
        var other = new Court(city, Second, Chen);
        await city.Registration(other.Enter(other.Document(2))).Ok();
        var (_, second) = await ExportAsync(city, "newer", "2026-03-02", "2026-03-02");

        Assert.Equal("441900260302000001", Assert.Single(first.Messages).Id);
        Assert.Equal(["441900260302000001", "441900260302000002_BBXZ"], second.Messages.Select(static message => message.Id));
        Assert.Equal([false, true], second.Messages.Select(static message => message.IsNew));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(first.Messages[0].File, TestCity.Limit));
        var (_, again) = await ExportAsync(city, "newer", "2026-03-02", "2026-03-02", "441900260302000001");
        Assert.Equal("441900260302000001_CBXZ", again.Messages[0].Id);
        Assert.Equal(["Biz441900260302000001.xml", "Biz441900260302000001_CBXZ.xml", "Biz441900260302000002_BBXZ.xml"],
            Directory.GetFiles(Path.Combine(folder["out"], "441900", "BizMsg")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("newer")]
    [InlineData("older")]
    public async Task The_daily_log_counts_and_lists_just_the_messages_of_its_day(string province)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Chen));
        var court = new Court(city, Second, Chen);
        await city.Registration(court.Enter(court.Document(1))).Ok();
        city.At("2026-03-03 09:00");
        await city.Registration(court.Lift(court.Document(1), court.Document(2))).Ok();

        var (messages, result) = await ExportAsync(city, province, "2026-03-02", "2026-03-03");

        Assert.Equal(2, result.Logs.Count);
        var file = ExchangeFile.Read(result.Logs[0]);
        var log = AccessLog.Read(file, SafeXml.Read(file));
        Assert.Equal((1, 1), (log.RegisterInfo.Total, log.AccessInfo.Total));
        Assert.Equal(1, log.RegisterInfo.ByType[800]);
        Assert.Equal("2026-03-02", log.AccessDate.ToString());
        if (province == "newer")
        {
            Assert.Equal(messages[0].Head.BizMsgId, Assert.Single(log.Accessed).MessageId);
            var entry = Assert.Single(log.Registered);
            Assert.Equal((messages[0].Head.RecFlowId, Second, true), (entry.BusinessNumber, entry.Unit, entry.IsReported));
        }
        else
        {
            Assert.Empty(log.Registered);
        }

        Assert.Equal(["8000101", "8000101"], messages.Select(static message => message.Head.RecType));
        var lifted = messages[1].Of("QLF_QL_CFDJ").Single();
        Assert.Equal((messages[0].Head.RecFlowId, messages[1].Head.RecFlowId, "2"), (lifted["YWH"], lifted["JFYWH"], lifted["QSZT"]));
    }

    private static Ledger.V1.DocumentField Field(string name, string value) => new() { Name = name, Value = value };

    private async Task<(List<ExchangeMessage> Messages, ExportResult Result)> ExportAsync(
        ScenarioCity city, string province, string from, string to, params string[] again)
    {
        var options = new ExportOptions
        {
            From = Day.Parse(from),
            To = Day.Parse(to),
            Folder = folder["out"],
            Profile = ProvinceProfile.Find(province) with
            {
                Organisations = new Dictionary<string, string>(StringComparer.Ordinal) { [city.City["bank-a"].Member.CreditCode] = BankName },
            },
            Again = again,
        };
        using var outbox = Outbox.Open(options.OutboxFile);
        var result = await new Exporter(new ScenarioRecords(city), outbox, options).RunAsync(null, TestCity.Limit);
        return ([.. result.Messages.Select(static message => MessageReader.Read(ExchangeFile.Read(message.File)))], result);
    }
}
