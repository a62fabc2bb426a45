using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;
using Ledger.Verifier.Tests;

namespace Ledger.Cli.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private const string Parcel = "441900004001GB00012W00000000";
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.TimeMs);

    private readonly TestLedger ledger = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        ledger.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(Origin.FirstRegistration, false, 0, "clean")]
    [InlineData(Origin.FirstRegistration, true, 10, "encumbered")]
    [InlineData(Origin.Migrated, false, 11, "migrated")]
    [InlineData(Origin.NotOpened, false, 12, "not-opened")]
    public async Task Each_outcome_has_its_exit_code(Origin origin, bool seized, int code, string outcome)
    {
        var file = Evidence(origin, seized);
        var run = await CommandRun.At(Time.AddHours(1), "verify", file, "--policy", PolicyFile(), "--json");
        Assert.Equal(code, (int)run.Code);
        Assert.Equal(outcome, (string?)run.Json["outcome"]);
        Assert.Equal(code, (int)run.Json["exit_code"]!);
        Assert.Equal(Parcel, (string?)run.Json["unit"]);
    }

    [Fact]
    public async Task The_headline_of_an_encumbered_migrated_unit_says_that_the_old_book_was_not_verified()
    {
        var run = await CommandRun.At(Time.AddHours(1), "verify", Evidence(Origin.Migrated, seized: true), "--policy", PolicyFile(), "--lang", "en");
        Assert.Equal(ExitCode.Encumbered, run.Code);
        Assert.Contains("encumbered (from the old book, not verified); proof valid", run.Output);
        Assert.DoesNotContain("encumbered, verified", run.Output);
    }

    [Fact]
    public async Task Without_a_profile_the_policy_option_is_offered()
    {
        var run = await CommandRun.At(Time, "verify", Evidence(Origin.FirstRegistration, seized: false), "--lang", "en");
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("--policy FILE", run.Error);
    }

    [Fact]
    public void A_file_that_exists_is_never_written_over()
    {
        var file = folder.Write("e1.json", "first");
        var fault = Assert.Throws<FileFault>(() => Files.WriteNew(file, [1]));
        Assert.Contains("already exists", fault.English);
        Assert.Throws<FileFault>(() => Files.RequireNew(file));
        Assert.Equal("first", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_folder_where_a_file_belongs_is_called_a_folder()
    {
        var run = await CommandRun.Of("contract", "sign", "--file", folder.Path, "--lang", "en");
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("is a folder", run.Error);
    }

    [Fact]
    public async Task Old_evidence_is_not_clean_by_its_code_and_says_so_loudly()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        var policy = PolicyFile();

        var stale = await CommandRun.At(Time.AddHours(25), "verify", file, "--policy", policy, "--lang", "en");
        var accepted = await CommandRun.At(Time.AddHours(25), "verify", file, "--policy", policy, "--max-age", "48");

        Assert.Equal(ExitCode.Stale, stale.Code);
        Assert.Contains("TOO OLD", stale.Output);
        Assert.Equal(ExitCode.Ok, accepted.Code);
    }

    [Fact]
    public async Task A_changed_file_is_invalid()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"seal\":\"", "\"seal\":\"AA", StringComparison.Ordinal));
        var run = await CommandRun.At(Time, "verify", file, "--policy", PolicyFile(), "--json");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.NotNull(run.Json["fault"]);
    }

    [Fact]
    public async Task A_unit_code_without_a_digit_is_told_where_it_lacks()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"{Parcel}\"", $"\"{Parcel[..^1]}\"", StringComparison.Ordinal));
        var run = await CommandRun.At(Time, "verify", file, "--policy", PolicyFile(), "--lang", "en");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("7 of 8 digits", run.Output + run.Error);
    }

    [Fact]
    public async Task Evidence_of_other_keys_is_invalid()
    {
        using var other = new TestLedger("two");
        var run = await CommandRun.At(Time, "verify", Evidence(Origin.FirstRegistration, seized: false), "--policy", PolicyFile(other), "--json");
        Assert.Equal(ExitCode.Invalid, run.Code);
    }

    [Fact]
    public async Task The_policys_fingerprint_is_that_of_its_file()
    {
        var policy = PolicyFile();
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(policy)));
        string[] line = ["verify", Evidence(Origin.FirstRegistration, seized: false), "--policy", policy];

        Assert.Equal(sum, (string?)(await CommandRun.At(Time, [.. line, "--json"])).Json["policy_sha256"]);
        Assert.Contains(sum, (await CommandRun.At(Time, [.. line, "--lang", "en"])).Output);
    }

    [Fact]
    public async Task A_policy_of_another_ledger_is_blamed_and_not_the_evidence()
    {
        using var other = new TestLedger("two");
        var evidence = Evidence(Origin.FirstRegistration, seized: false);
        var run = await CommandRun.At(Time, "verify", evidence, "--policy", PolicyFile(other), "--json");
        Assert.Equal("policy", (string?)run.Json["at_fault"]);
        var people = await CommandRun.At(Time, "verify", evidence, "--policy", PolicyFile(other), "--lang", "en");
        Assert.Contains("policy", people.Output);
    }

    [Fact]
    public async Task Changed_evidence_is_blamed_and_not_the_policy()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"seal\":\"", "\"seal\":\"AA", StringComparison.Ordinal));
        var run = await CommandRun.At(Time, "verify", file, "--policy", PolicyFile(), "--json");
        Assert.Equal("evidence", (string?)run.Json["at_fault"]);
        Assert.Contains("anew", (string?)run.Json["advice_en"]);
    }

    [Fact]
    public async Task Files_that_are_interchanged_are_called_by_their_names()
    {
        var (evidence, policy) = (Evidence(Origin.FirstRegistration, seized: false), PolicyFile());

        var swapped = await CommandRun.At(Time, "verify", policy, "--policy", evidence, "--lang", "en");
        Assert.Equal(ExitCode.File, swapped.Code);
        Assert.Contains("policy.txt: is a policy file, no evidence of a check", swapped.Error);

        var twice = await CommandRun.At(Time, "verify", evidence, "--policy", evidence, "--lang", "en");
        Assert.Contains("evidence.json: is evidence of a check, no policy file", twice.Error);

        var proof = folder.Write("receipt.txt", "c2sp.org/tlog-proof@v1\nindex 1\n");
        Assert.Contains("tlog-proof of a receipt", (await CommandRun.At(Time, "verify", proof, "--policy", policy, "--lang", "en")).Error);
    }

    [Fact]
    public async Task Evidence_with_a_byte_order_mark_is_the_same_evidence()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(file)]);
        Assert.Equal(ExitCode.Ok, (await CommandRun.At(Time, "verify", file, "--policy", PolicyFile())).Code);
    }

    [Fact]
    public async Task The_table_speaks_the_language_asked_for()
    {
        var file = Evidence(Origin.FirstRegistration, seized: false);
        var policy = PolicyFile();
        Assert.Contains("清洁，已验证", (await CommandRun.At(Time, "verify", file, "--policy", policy, "--lang", "zh")).Output);
        Assert.Contains("clean, verified", (await CommandRun.At(Time, "verify", file, "--policy", policy, "--lang=en")).Output);
    }

    [Fact]
    public void A_title_that_is_live_is_not_called_clean_of_liens()
    {
        var text = ReportView.OutcomeText(new CertificateReport { Outcome = CertificateOutcome.Clean });

        Assert.Contains("check lien", text.English);
        Assert.DoesNotContain("clean", text.English);
        Assert.DoesNotContain("清洁", text.Chinese);
    }

    [Fact]
    public async Task A_missing_evidence_file_and_a_bad_policy_are_named()
    {
        var missing = await CommandRun.At(Time, "verify", folder.File("absent.json"), "--policy", PolicyFile());
        Assert.Equal(ExitCode.File, missing.Code);
        Assert.Contains("absent.json", missing.Error);

        var bad = folder.Write("bad.txt", "nonsense\n");
        var run = await CommandRun.At(Time, "verify", Evidence(Origin.FirstRegistration, seized: false), "--policy", bad);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("bad.txt", run.Error);
    }

    private string PolicyFile(TestLedger? of = null)
    {
        var source = (of ?? ledger).Policy;
        return folder.Write("policy.txt", Policy.Write(source.Logs, [.. source.Witnesses.Select(w => KeyValuePair.Create(w.Name, w.Key))], 3));
    }

    private string Evidence(Origin origin, bool seized)
    {
        var body = new EncumbrancePage
        {
            UnitCode = Parcel,
            Origin = origin,
            CompleteSince = origin == Origin.NotOpened ? 0u
            : 20210531,
            RecordingDate = 20210531,
            Epoch = 1
        };
        body.Kinds.AddRange([EncumbranceKind.Mortgage, EncumbranceKind.Seizure]);
        body.Document = new DocumentRoot { Root = ByteString.CopyFrom(Enumerable.Repeat((byte)5, 32).ToArray()), Fields = 1 };
        if (seized)
        {
            body.Seizures.Add(new SeizureRow
            {
                Kind = SeizureKind.Seizure,
                Authority = "11441900000000019Y",
                DocumentNumber = "（2023）粤1971执保123号",
                DeliveryTimeMs = TestLedger.TimeMs - 1000,
                Term = new SeizureTerm { Months = 36 },
                Start = 20231101,
                End = 20261101,
                RecordingDate = 20231101,
                Document = body.Document,
                BusinessNumber = "202311010001",
            });
        }

        var page = new Page
        {
            TimeMs = TestLedger.TimeMs,
            Nonce = ByteString.CopyFrom(new byte[16]),
            Entry = ByteString.CopyFrom(Enumerable.Repeat((byte)9, 32).ToArray()),
            Body = body.ToByteString(),
        }.ToByteArray();
        var key = PageKeys.Encumbrances(Parcel);
        ledger.Append([ledger.Entry(new ContractFiled { Act = new Act() })], new Dictionary<string, byte[]>(StringComparer.Ordinal) { [key] = page });
        var seal = ledger.Size - 1;
        var unit = UnitCode.Parse(Parcel);
        var claim = LienClaim.Read(unit, new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal) { [Parcel] = body }, TestLedger.TimeMs);
        return folder.Write("evidence.json", new CertificateFile
        {
            Kind = CertificateFile.LienKind,
            Unit = Parcel,
            Claim = claim.Text.Chinese,
            Pages = [new EvidencePage { Key = key, Page = page, Proof = ledger.Tree.Prove(ledger.Version, Encoding.UTF8.GetBytes(key)).ToByteArray() }],
            Seal = ledger.Entries[(int)seal],
            TlogProof = ledger.Proof(seal).ToString(),
        }.ToBytes());
    }
}
