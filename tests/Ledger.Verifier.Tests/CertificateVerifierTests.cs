using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Verifier.Tests;

public sealed partial class CertificateVerifierTests : IDisposable
{
    private const string Unit = "441900004001GB00012F00010101";
    private const string Parcel = "441900004001GB00012W00000000";
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.TimeMs);

    private readonly TestLedger ledger = new();
    private readonly FakeTimeProvider clock = new(Time.AddHours(1));
    private readonly Dictionary<string, byte[]> pages = new(StringComparer.Ordinal);

    public void Dispose() => ledger.Dispose();

    [Fact]
    public void None_on_unit_and_parcel_of_first_registration_is_clean()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));

        var report = Verify(Lien());

        Assert.Equal(CertificateOutcome.Clean, report.Outcome);
        Assert.Equal(Time, report.EvidenceTime);
        Assert.False(report.IsStale);
        Assert.Equal(LienOutcome.None, report.Lien!.Outcome);
    }

    [Fact]
    public void A_mortgage_on_the_parcel_encumbers_the_unit()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel, Mortgage()));
        Assert.Equal(CertificateOutcome.Encumbered, Verify(Lien()).Outcome);
    }

    [Fact]
    public void A_migrated_page_is_not_clean()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit, origin: Origin.Migrated));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        Assert.Equal(CertificateOutcome.Migrated, Verify(Lien()).Outcome);
    }

    [Fact]
    public void A_parcel_proved_absent_leaves_the_old_book_unknown()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Assert.Equal(CertificateOutcome.NotOpened, Verify(Lien()).Outcome);
    }

    [Fact]
    public void The_parcels_page_is_demanded()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var report = Verify(file with { Pages = [file.Pages[0]] });
        Assert.Equal("certificate.page-missing", report.Fault!.Code);
    }

    [Fact]
    public void A_page_the_claim_does_not_need_is_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        Put(PageKeys.Title(Unit), Title());
        var file = Lien(PageKeys.Encumbrances(Unit), PageKeys.Encumbrances(Parcel), PageKeys.Title(Unit));
        Assert.Equal("certificate.page-foreign", Verify(file).Fault!.Code);
    }

    [Fact]
    public void A_page_twice_is_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        Assert.Equal("certificate.page-twice", Verify(file with { Pages = [.. file.Pages, file.Pages[0]] }).Fault!.Code);
    }

    [Fact]
    public void A_live_title_is_clean_and_its_owner_can_be_shown()
    {
        var person = PersonId.Of(IdentityClass.ResidentId, "441900188001010016");
        var salt = Enumerable.Repeat((byte)7, 32).ToArray();
        Put(PageKeys.Title(Unit), Title(PartyToken.Of(salt, person)));
        var file = TitleFile() with
        {
            Parties = [new DisclosedParty { Key = PageKeys.Title(Unit), Token = PartyToken.Of(salt, person).Bytes.ToArray(), Class = 1,
                Number = person.Number, Salt = salt }],
        };

        Assert.Equal(CertificateOutcome.Clean, Verify(file).Outcome);
        Assert.Equal("party.salt", Verify(file with { Parties = [file.Parties[0] with { Number = "441900188506150022" }] }).Fault!.Code);
        Assert.Equal("party.salt", Verify(file with { Parties = [file.Parties[0] with { Salt = [.. salt.Skip(1), 8] }] }).Fault!.Code);
        Assert.Equal("party.token", Verify(file with { Parties = [file.Parties[0] with { Token = new byte[32] }] }).Fault!.Code);
        Assert.Equal("party.token", Verify(file with { Parties = [file.Parties[0] with { Key = PageKeys.Encumbrances(Unit) }] }).Fault!.Code);
    }

    [Fact]
    public void A_title_that_is_not_registered_is_told_from_a_clean_one()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Assert.Equal(CertificateOutcome.NotOpened, Verify(TitleFile()).Outcome);
    }

    [Fact]
    public void An_ended_title_is_told_from_a_live_one()
    {
        var page = Title();
        page.Status = TitleStatus.Ended;
        Put(PageKeys.Title(Unit), page);
        Assert.Equal(CertificateOutcome.NotLive, Verify(TitleFile()).Outcome);
    }

    [Fact]
    public void A_field_of_a_document_is_shown_with_its_path_and_no_other_value_is()
    {
        var tree = new DocumentTree(
            [.. Enumerable.Range(0, 5).Select(i => new Log.DocumentField($"field.{i}", Encoding.UTF8.GetBytes($"value {i}"), new byte[16]))]);
        var page = Title();
        page.Document = new DocumentRoot { Root = ByteString.CopyFrom(tree.Root.Span), Fields = 5 };
        Put(PageKeys.Title(Unit), page);
        var (title, path) = (PageKeys.Title(Unit), tree.Path(3));
        var field = new DisclosedField { Key = title, Row = 0, Index = 3, Name = "field.3", Value = "value 3", Salt = new byte[16], Path = path };
        var file = TitleFile() with { Fields = [field] };

        Assert.Equal(CertificateOutcome.Clean, Verify(file).Outcome);
        foreach (var wrong in new[]
        {
            field with { Value = "value 4" }, field with { Name = "field.4" }, field with { Index = 2 },
            field with { Salt = [.. Enumerable.Repeat((byte)1, 16)] }, field with { Path = [.. tree.Path(3).Skip(1)] },
        })
        {
            Assert.Equal("field.proof", Verify(file with { Fields = [wrong] }).Fault!.Code);
        }

        Assert.Equal("field.document", Verify(file with { Fields = [field with { Row = 1 }] }).Fault!.Code);
        Assert.Equal("field.form", Verify(file with { Fields = [field with { Salt = [1] }] }).Fault!.Code);
    }

    [Fact]
    public void Evidence_older_than_a_day_is_stale_but_still_says_what_it_said()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        clock.SetUtcNow(Time.AddHours(25));

        var report = Verify(file);

        Assert.True(report.IsStale);
        Assert.Equal(CertificateOutcome.Clean, report.Outcome);
        Assert.Equal(TimeSpan.FromHours(25), report.Age);
    }

    [Fact]
    public void Evidence_from_the_future_is_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var early = new FakeTimeProvider(Time.AddMinutes(-6));
        var fault = new CertificateVerifier(ledger.Policy, early).Verify(file.ToBytes()).Fault!;
        Assert.Equal("certificate.time", fault.Code);
        Assert.Contains("the line of peer0 is 6 minutes ahead of your clock", fault.English, StringComparison.Ordinal);
    }

    [Fact]
    public void One_cosigners_line_from_the_future_is_left_out_where_the_others_suffice()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var lines = ledger.Note(3).Signatures.Concat(ledger.Note(4, Time.AddHours(2)).Signatures.Skip(3).Take(1));
        var note = SignedNote.Parse($"{ledger.Checkpoint()}\n{string.Concat(lines)}");
        var mixed = file with { TlogProof = ledger.Proof(ledger.Size - 1, note).ToString() };

        var report = Verify(mixed);

        Assert.Equal(CertificateOutcome.Clean, report.Outcome);
        Assert.Equal(Time, report.EvidenceTime);
    }

    [Theory]
    [InlineData(-20, true)]
    [InlineData(-30, false)]
    [InlineData(20, false)]
    public void Words_may_be_dated_by_a_cosigner_that_the_policy_does_not_name_within_a_day_of_the_evidence(int hours, bool valid)
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var stranger = new Cosigner("stranger.localhost", new byte[32]);
        var note = SignedNote.Parse($"{ledger.Note()}{stranger.Cosign(ledger.Checkpoint(), Time.AddHours(hours)).Line}");
        var parcels = new[] { Unit, Parcel }.ToDictionary(
            code => code, code => Body(PageKeys.Encumbrances(code), EncumbrancePage.Parser), StringComparer.Ordinal);
        var dated = file with
        {
            TlogProof = ledger.Proof(ledger.Size - 1, note).ToString(),
            Claim = LienClaim.Read(UnitCode.Parse(Unit), parcels, (ulong)Time.AddHours(hours).ToUnixTimeMilliseconds()).Text.English,
        };

        Assert.Equal(valid ? null : "certificate.claim", Verify(dated).Fault?.Code);
    }

    [Fact]
    public void Words_that_say_something_else_are_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit, Mortgage()));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        Assert.Equal("certificate.claim", Verify(file with { Claim = "No encumbrance." }).Fault!.Code);
    }

    [Fact]
    public void A_seal_that_is_not_the_last_leaf_is_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var sealIndex = ledger.Size - 1;
        ledger.Append([ledger.Entry(new ContractFiled { Act = new Act() })]);
        var later = file with { TlogProof = ledger.Proof(sealIndex).ToString() };
        Assert.Equal("seal.not-last", Verify(later).Fault!.Code);
    }

    [Fact]
    public void An_unknown_or_doubled_member_or_null_is_refused()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var json = Encoding.UTF8.GetString(Lien().ToBytes());
        string[] wrong =
        [
            json.Replace("{\"kind\"", "{\"note\":1,\"kind\"", StringComparison.Ordinal),
            json.Replace("{\"kind\"", "{\"kind\":\"lien\",\"kind\"", StringComparison.Ordinal),
            json.Replace("\"pages\":[", "\"pages\":[null,", StringComparison.Ordinal),
            json.Replace("\"claim\":", "\"Claim\":", StringComparison.Ordinal),
            json + "x",
            "null",
            "[]",
            "",
        ];
        foreach (var text in wrong)
            Assert.Equal("certificate.malformed", Verifier().Verify(Encoding.UTF8.GetBytes(text)).Fault!.Code);

        Assert.Equal(CertificateOutcome.Clean, Verifier().Verify(Encoding.UTF8.GetBytes(json)).Outcome);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_parsed()
    {
        Assert.Equal("certificate.too-large", Verifier().Verify(new byte[CertificateFile.MaxBytes + 1]).Fault!.Code);
    }

    [Fact]
    public void No_changed_bit_of_any_value_leaves_the_outcome_clean()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        // Three cosigners sign and three are wanted, so that every line counts.
        var file = Lien(signing: 3);
        Assert.True(Verify(file).IsValid);
        foreach (var changed in Mutations(file))
            Assert.Equal(CertificateOutcome.Invalid, Verify(changed).Outcome);
    }

    [Fact]
    public void Each_value_of_a_file_has_one_spelling_in_base64()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel));
        var file = Lien();
        var text = Encoding.UTF8.GetString(file.ToBytes());
        byte[][] values = [file.Seal, .. file.Pages.SelectMany(page => new[] { page.Page!, page.Proof })];
        var tried = 0;
        foreach (var spelling in values.Select(Convert.ToBase64String).Distinct())
        {
            Assert.Contains($"\"{spelling}\"", text, StringComparison.Ordinal);
            var body = spelling.TrimEnd('=');
            List<string> others = [body + "====", spelling + "\\n", " " + spelling, spelling.Insert(4, "\\t"),
                spelling + "AAA="[..2], body.Replace('+', '-') + "\\u0020"];
            if (body.Length < spelling.Length)
            {
                // The last character holds 2 or 4 bits that stand for nothing.
                const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
                others.Add(body);
                others.Add(body[..^1] + Alphabet[Alphabet.IndexOf(body[^1], StringComparison.Ordinal) + 1] + spelling[body.Length..]);
            }

            foreach (var other in others)
            {
                Assert.False(CertificateFile.TryParse(Encoding.UTF8.GetBytes(text.Replace($"\"{spelling}\"", $"\"{other}\"", StringComparison.Ordinal)),
                    out _, out var fault), other);
                Assert.Equal("certificate.malformed", fault.Code);
                tried++;
            }
        }

        Assert.True(tried > 20);
    }

    [Fact]
    public void No_cut_or_changed_byte_of_the_file_makes_the_verifier_throw()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        var bytes = Lien().ToBytes();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var hostile = bytes.ToArray();
            for (var j = 0; j < 3; j++)
                hostile[random.Next(hostile.Length)] = (byte)random.Next(256);

            Assert.NotEqual(CertificateOutcome.Clean, Verifier().Verify(hostile.AsSpan(0, random.Next(hostile.Length))).Outcome);
            Assert.NotEqual(CertificateOutcome.Clean, Verifier().Verify(hostile).Outcome);
        }
    }

    private static IEnumerable<CertificateFile> Mutations(CertificateFile file)
    {
        for (var i = 0; i < file.Seal.Length; i++)
            yield return file with { Seal = Flip(file.Seal, i) };

        for (var p = 0; p < file.Pages.Count; p++)
        {
            var page = file.Pages[p];
            for (var i = 0; i < page.Page!.Length; i++)
                yield return With(file, p, page with { Page = Flip(page.Page, i) });

            for (var i = 0; i < page.Proof.Length; i++)
                yield return With(file, p, page with { Proof = Flip(page.Proof, i) });

            yield return With(file, p, page with { Page = null });
            yield return With(file, p, page with { Key = page.Key + "x" });
            yield return With(file, p, page with { Page = file.Pages[1 - p].Page });
        }

        for (var i = 0; i < file.TlogProof.Length; i++)
        {
            var text = file.TlogProof.ToCharArray();
            text[i] = text[i] == 'B' ? 'C' : 'B';
            yield return file with { TlogProof = new string(text) };
        }

        yield return file with { Unit = Parcel };
        yield return file with { Kind = CertificateFile.TitleKind };
        yield return file with { Kind = "note" };
    }

    private static CertificateFile With(CertificateFile file, int index, EvidencePage page) =>
        file with { Pages = [.. file.Pages.Select((p, i) => i == index ? page : p)] };

    private static byte[] Flip(byte[] bytes, int index)
    {
        var changed = bytes.ToArray();
        changed[index] ^= 1;
        return changed;
    }

    private static EncumbrancePage Encumbrances(string unit, MortgageRow? mortgage = null, Origin origin = Origin.FirstRegistration)
    {
        var page = new EncumbrancePage
        {
            UnitCode = unit,
            Origin = origin,
            CompleteSince = 20210531,
            RecordingDate = 20210531,
            Epoch = 1,
            Document = Document(),
        };
        page.Kinds.AddRange([EncumbranceKind.Mortgage, EncumbranceKind.Seizure]);
        if (unit != Parcel)
            page.Parcels.Add(Parcel);

        if (mortgage is not null)
            page.Mortgages.Add(mortgage);

        return page;
    }

    private static MortgageRow Mortgage() => new()
    {
        Id = new MortgageId { Mortgagee = "91441900MA00000238", ContractNumber = "DY-2021-000001" },
        Certificate = new CertificateId { Number = "粤（2021）东莞不动产证明第0000001号" },
        Terms = new MortgageTerms { Mode = MortgageMode.General, AmountFen = 70_000_000, TermStart = 20210601, TermEnd = 20410601, Scope = 1 },
        Rank = 1,
        RecordingDate = 20210531,
        Share = new V1.Share { Numerator = 1, Denominator = 1 },
        Units = 1,
        Document = Document(),
        BusinessNumber = "202105310001",
    };

    private static TitlePage Title(PartyToken? owner = null)
    {
        var page = new TitlePage
        {
            UnitCode = Unit,
            Status = TitleStatus.Registered,
            CoOwnership = CoOwnership.Single,
            Area = 13090,
            Use = 11,
            RightType = 4,
            RecordingDate = 20210531,
            Origin = Origin.FirstRegistration,
            Document = Document(),
            Epoch = 1,
            BusinessNumber = "202105310001",
        };
        page.Owners.Add(new Holder
        {
            Party = new Party
            {
                Kind = PartyKind.Person,
                IdentityClass = IdentityClass.ResidentId,
                Token = ByteString.CopyFrom(owner?.Bytes.ToArray() ?? Enumerable.Repeat((byte)3, 32).ToArray()),
            },
            Certificate = new CertificateId { Number = "粤（2021）东莞不动产权第0000001号" },
        });
        return page;
    }

    private static DocumentRoot Document() => new() { Root = ByteString.CopyFrom(Enumerable.Repeat((byte)5, 32).ToArray()), Fields = 1 };

    private void Put(string key, IMessage body) => pages[key] = new Page
    {
        TimeMs = TestLedger.TimeMs,
        Nonce = ByteString.CopyFrom(new byte[16]),
        Entry = ByteString.CopyFrom(Enumerable.Repeat((byte)9, 32).ToArray()),
        Body = body.ToByteString(),
    }.ToByteArray();

    private CertificateFile Lien(int signing = 4) =>
        File(CertificateFile.LienKind, signing, PageKeys.Encumbrances(Unit), PageKeys.Encumbrances(Parcel));

    private CertificateFile Lien(params string[] keys) => File(CertificateFile.LienKind, 4, keys);

    private CertificateFile TitleFile() => File(CertificateFile.TitleKind, 4, PageKeys.Title(Unit));

    private CertificateFile File(string kind, int signing, params string[] keys)
    {
        ledger.Append([ledger.Entry(new ContractFiled { Act = new Act() })], pages);
        var sealIndex = ledger.Size - 1;
        return new CertificateFile
        {
            Kind = kind,
            Unit = Unit,
            Claim = Words(kind),
            Pages = [.. keys.Select(key => new EvidencePage
            {
                Key = key,
                Page = pages.GetValueOrDefault(key),
                Proof = ledger.Tree.Prove(ledger.Version, Encoding.UTF8.GetBytes(key)).ToByteArray(),
            })],
            Seal = ledger.Entries[(int)sealIndex],
            TlogProof = ledger.Proof(sealIndex, ledger.Note(signing)).ToString(),
        };
    }

    private string Words(string kind)
    {
        var unit = UnitCode.Parse(Unit);
        if (kind == CertificateFile.TitleKind)
            return TitleClaim.Read(unit, Body(PageKeys.Title(Unit), TitlePage.Parser), TestLedger.TimeMs).Text.Chinese;

        var read = new[] { Unit, Parcel }.ToDictionary(code => code, code => Body(PageKeys.Encumbrances(code), EncumbrancePage.Parser), StringComparer.Ordinal);
        return LienClaim.Read(unit, read, TestLedger.TimeMs).Text.Chinese;
    }

    private T? Body<T>(string key, MessageParser<T> parser)
        where T : class, IMessage<T> =>
        pages.TryGetValue(key, out var page) ? parser.ParseFrom(Page.Parser.ParseFrom(page).Body) : null;

    private CertificateVerifier Verifier() => new(ledger.Policy, clock);

    private CertificateReport Verify(CertificateFile file) => Verifier().Verify(file.ToBytes());
}
