using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// A case by the program <c>ledger</c> alone: accepted at the counter of Humen, executed by another town, through all departments to its
/// certificates; what was run and shown is written down (docs/cases-transcript.md is such a run).
/// </summary>
public sealed class CaseCommandTests : IAsyncDisposable
{
    private const string Flat = "441900004001GB00011F00010101";
    private const string Humen = "441900121";

    private static readonly string Bank = LocalMember.All.Single(static member => member.Organisation == LocalMember.BankA).CreditCode;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly CommandLine ledger;
    private readonly DemoNumbers numbers = new(Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
    private readonly StringBuilder transcript = new();

    public CaseCommandTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ulong NowMs => (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_sale_with_a_loan_goes_from_one_towns_counter_to_the_certificates_of_another()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var reviewer = Fingerprint("registration-reviewer");
        var (sale, old) = await FiledAsync(reviewer);
        var loan = new DemoLoan(numbers, Bank, Flat, DemoPaper.Bo, sale.Basis);

        // Only what no department wrote is asked; with nobody at a terminal it is named.
        var number = numbers.Acceptance();
        string[] begin = ["case", "new", "--template", "sale-with-loan", "--basis", sale.Basis, "--acceptance", number, "--town", Humen];
        var lacking = await ledger.ExpectAsync(4, "registration-clerk", begin);
        Assert.Equal(
            ["flows[0].business_number", "flows[1].business_number", "applicants[0].parties[0].name", "applicants[0].parties[0].document_number",
                "applicants[0].parties[1].name", "applicants[0].parties[1].document_number"],
            lacking["error"]!["failures"]!.AsArray().Select(static failure => (string?)failure!["field"]));
        var application = await AcceptAsync(begin, reviewer);
        Assert.True(WrittenInstant.TryParse((string)application["acceptance_time_ms"]!, out var accepted, out _));
        Assert.Equal("already", (string?)await AgainAsync([.. begin, "--file", folder["known.json"]], number));
        await ShowAsync("registration-clerk", number, "finance", "tax");
        await ListAsync("tax-clerk", number, "--holder", "tax");
        await ListAsync("registration-clerk", number, "--executing-town", LocalStaff.Town, "--due-within", "5");

        await ActAsync("bank-a-officer", loan.Sign());
        await ActAsync("bank-a-officer", sale.Deposit());
        await ActAsync("tax-clerk", sale.Declare());
        await ActAsync("tax-clerk", sale.Assess());
        await ShowAsync("tax-clerk", number, "tax");
        await ActAsync("tax-clerk", sale.Pay());
        await ShowAsync("registration-clerk", number, "registration");

        var certificate = numbers.Title();
        await ActAsync("registration-clerk", sale.Transfer(Recording(), Business(0), old, certificate));
        await ActAsync("registration-clerk", loan.Register(Recording(), Business(1)));
        await ShowAsync("transaction-clerk", number, "registration", "transaction");

        await ActAsync("registration-clerk", await IssuingAsync(number, certificate, loan.Id));
        await ActAsync("transaction-clerk", sale.PayOut());
        await ActAsync("registration-clerk", new ArchiveCaseRequest
        {
            AcceptanceNumber = number,
            Date = numbers.Today,
            VolumeRoot = DemoPaper.Hash("volume"),
            Document = DemoPaper.Of("volume.index", "卷内目录"),
        });
        var over = await ShowAsync("registration-clerk", number);
        Assert.Equal("CASE_STATE_ARCHIVED", (string?)over["state"]);
        await BatchAsync();
        await AtATerminalAsync();
        if (Environment.GetEnvironmentVariable("LEDGER_TRANSCRIPT") is { Length: > 0 } path)
            await File.WriteAllTextAsync(path, transcript.ToString(), Ct);

        RecordingInput Recording() => new()
        {
            AcceptanceNumber = number,
            AcceptanceTimeMs = accepted,
            RecordingTimeMs = NowMs,
            Reviewer = reviewer,
            Town = LocalStaff.Town,
        };

        string Business(int flow) => (string)application["flows"]![flow]!["business_number"]!;
    }

    // The flat of the old book is sold: the contract is filed, its money supervised.
    private async Task<(DemoDeed Sale, string Certificate)> FiledAsync(ByteString reviewer)
    {
        var certificate = numbers.Title();
        await ActAsync("registration-clerk", new OpenMigratedRequest
        {
            Recording = new()
            {
                AcceptanceNumber = numbers.Acceptance(),
                AcceptanceTimeMs = NowMs,
                RecordingDate = numbers.Today,
                RecordingTimeMs = NowMs,
                Reviewer = reviewer,
                Town = LocalStaff.Town,
            },
            Opening = new()
            {
                UnitCode = Flat,
                BusinessNumber = numbers.Business(),
                RightType = 4,
                Use = 10,
                Area = "89.50",
                Owners = { new OwnerInput { Party = DemoPaper.An, Certificate = certificate } },
            },
            MigrationDate = numbers.Today,
            Since =
            {
                Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)
                    .Select(kind => new OldKindInput { Kind = kind, Day = numbers.Today }),
            },
            Document = DemoPaper.Of("old-book", "登记簿扫描件"),
        });
        var sale = new DemoDeed(numbers, numbers.Contract('B'), Flat, DemoPaper.An, DemoPaper.Bo, 1_200_000);
        await ActAsync("transaction-clerk", sale.Sign());
        await ActAsync("transaction-clerk", sale.File());
        await ActAsync("transaction-clerk", sale.Supervise(Bank));
        return (sale, certificate);
    }

    // Written out, signed by the reviewer, and submitted together with the review.
    private async Task<JsonObject> AcceptAsync(string[] begin, ByteString reviewer)
    {
        var known = new AcceptApplicationRequest { ExecutingTown = LocalStaff.Town, Document = DemoPaper.Of("application.form", "不动产登记申请书") };
        foreach (var flow in new[] { FlowCode.F211, FlowCode.M1 })
            known.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = Flat, BusinessNumber = numbers.Business() });
        known.Applicants.Add(new ApplicantsInput { UnitCode = Flat, Parties = { DemoPaper.An, DemoPaper.Bo } });
        var file = ledger.WriteRequest("known.json", known);
        var saved = await RunAsync("registration-clerk", [.. begin, "--file", file, "--save", folder["application.json"]]);
        var review = ledger.WriteRequest("review.json", new ReviewCaseRequest
        {
            AcceptanceNumber = begin[7],
            Date = numbers.Today,
            Result = ReviewResult.Pass,
            Document = DemoPaper.Of("review.opinion", "审核通过"),
        });
        var signed = await RunAsync(
            "registration-reviewer", "case", "sign-review", "--file", review, "--application", folder["application.json"], "--acceptor",
            (string)saved["acceptor"]!);
        Assert.Equal(Convert.ToHexStringLower(reviewer.Span), (string?)signed["reviewer"]);
        await File.WriteAllTextAsync(folder["signed.json"], signed.ToJsonString(), Ct);
        await RunAsync(
            "registration-clerk", "case", "new", "--template", "sale-with-loan", "--file", folder["application.json"], "--review", folder["signed.json"]);
        return JsonNode.Parse(await File.ReadAllTextAsync(folder["application.json"], Ct))!.AsObject();
    }

    // The same line again sends nothing and shows the case.
    private async Task<string> AgainAsync(string[] line, string number)
    {
        var again = await ledger.ExpectAsync(0, "registration-clerk", line);
        return (string?)again["page"]!["acceptance_number"] == number ? "already" : "anew";
    }

    private async Task BatchAsync()
    {
        var (first, second) = (numbers.Acceptance(), numbers.Acceptance());
        await File.WriteAllTextAsync(folder["day.csv"], $"""
            template,acceptance_number,acceptance_time,town,executing_town,unit_codes,business_numbers,applicants
            mortgage,{first},{numbers.Today} 00:01,{Humen},{LocalStaff.Town},{Flat},{numbers.Business()},薄二:1:441900188506150022
            mortgage,{second},{numbers.Today} 00:01,{Humen},{LocalStaff.Town},{Flat},,薄二:1:441900188506150022
            """, Ct);
        string[] line = ["case", "batch", "--file", folder["day.csv"]];

        // The second lacks its business number, in both runs; the first is sent once.
        Assert.Equal(["accepted", "missing"], await ResultsAsync(line));
        Assert.Equal(["already", "missing"], await ResultsAsync(line));
        Note("registration-clerk", line, (await ledger.RunAsync("registration-clerk", [.. line, "--lang", "en"])).Output);
    }

    // Field by field: what is wrong is told at once and asked again.
    private async Task AtATerminalAsync()
    {
        string[] line = ["case", "new", "--template", "objection", "--town", LocalStaff.Town];
        var number = numbers.Acceptance();
        var answers = string.Join('\n', "2026", number, "4419", Flat, numbers.Business(), "薄二", "441900188506150023", "441900188506150022", "y");
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new StringReader(answers);
        var code = await Cli.LedgerCommand.RunAsync(
            [.. line, "--lang", "en", "--profile", network.ProfileFolder("registration-clerk")], output, error, TimeProvider.System, terminal);

        Assert.True(code == Cli.ExitCode.Ok, error.ToString());
        foreach (var asked in new[] { "acceptance number (e.g.", "unit (28 characters)", "identity document of applicant 1" })
            Assert.Equal(2, error.ToString().Split(asked).Length - 1);
        Assert.Equal("CASE_STATE_ACCEPTED", (string?)(await ledger.ExpectAsync(0, "registration-clerk", "case", "show", number))["state"]);
        Note("registration-clerk", line, error.ToString());
    }

    private async Task<IEnumerable<string?>> ResultsAsync(string[] line)
    {
        var run = await ledger.RunAsync("registration-clerk", [.. line, "--json"]);
        Assert.Equal(4, run.Code);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static text => text.StartsWith('{'))
            .Select(static text => (string?)JsonNode.Parse(text)!["result"]);
    }

    private async Task<IssueCertificatesRequest> IssuingAsync(string number, string title, MortgageId mortgage)
    {
        using var client = LedgerClient.Connect(network.Profile("registration-clerk"));
        var proof = (await PageAsync(client, PageKeys.Case(number), CasePage.Parser)).Certificates.Single(known => known != title);
        var (titleId, proofId) = (new CertificateId { Number = title }, new CertificateId { Number = proof });
        var content = CertificateContents.OfTitle(
            titleId, await PageAsync(client, PageKeys.Certificate(titleId), CertificatePage.Parser),
            [await PageAsync(client, PageKeys.Title(Flat), TitlePage.Parser)])!;
        var proved = CertificateContents.OfMortgage(
            proofId, await PageAsync(client, PageKeys.Certificate(proofId), CertificatePage.Parser),
            await PageAsync(client, PageKeys.Mortgage(mortgage), MortgagePage.Parser))!;
        return new()
        {
            AcceptanceNumber = number,
            Certificates = { Issued(title, content, "44123456789", DemoPaper.Bo), Issued(proof, proved, "44123456780", null) },
            Document = DemoPaper.Of("receipt", "领证签收"),
        };
    }

    private IssuedCertificateInput Issued(string certificate, CertificateContent content, string serial, PartyInput? receiver) => new()
    {
        Certificate = certificate,
        ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(content)),
        PrintedSerial = serial,
        Printed = numbers.Today,
        Handed = receiver is null ? "" : numbers.Today,
        Receiver = receiver,
        Method = receiver is null ? IssueMethod.Unspecified : IssueMethod.Counter,
        UnitCode = Flat,
    };

    private static async Task<T> PageAsync<T>(LedgerClient client, string key, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom((await client.Reader.GetPageAsync(key, cancellationToken: Ct)).Page!.Body);

    private async Task ActAsync(string user, IMessage request)
    {
        var form = ActForms.Of(request.Descriptor);
        await ledger.ActAsync(user, $"{form.Group} {form.Verb}", request);
        Note(user, [form.Group, form.Verb, "--file", $"{form.Group}-{form.Verb}.json"], "");
    }

    private async Task<JsonObject> RunAsync(string user, params string[] line)
    {
        var json = await ledger.ExpectAsync(0, user, line);
        Note(user, line, "");
        return json;
    }

    // Whose turn it is, as this user's own department sees it; its peer may come to the block a moment later.
    private async Task<JsonObject> ShowAsync(string user, string number, params string[] holders)
    {
        JsonObject json;
        for (var i = 0; ; i++)
        {
            json = await ledger.ExpectAsync(0, user, "case", "show", number);
            var seen = (json["holders"]?.AsArray() ?? []).Select(static holder => (string?)holder!["department"]).ToList();
            if (seen.SequenceEqual(holders) || i == 20)
            {
                Assert.Equal(holders, seen);
                break;
            }

            await Task.Delay(250, Ct);
        }

        Note(user, ["case", "show", number], (await ledger.RunAsync(user, "case", "show", number, "--lang", "en")).Output);
        return json;
    }

    private async Task ListAsync(string user, string number, params string[] filter)
    {
        string[] line = ["case", "list", .. filter];
        JsonArray cases = [];
        for (var i = 0; i < 20 && cases.Count == 0; i++)
        {
            cases = (await ledger.ExpectAsync(0, user, line))["cases"]!.AsArray();
            await Task.Delay(100, Ct);
        }

        Assert.Equal([number], cases.Select(static found => (string?)found!["acceptance_number"]));
        Note(user, line, (await ledger.RunAsync(user, [.. line, "--lang", "en"])).Output);
    }

    private void Note(string user, IEnumerable<string> line, string output)
    {
        var typed = string.Join(' ', line).Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        transcript.Append(CultureInfo.InvariantCulture, $"[{user}] $ ledger {typed}\n").Append(output).Append(output.Length > 0 ? "\n" : "");
    }

    private ByteString Fingerprint(string user)
    {
        using var client = LedgerClient.Connect(network.Profile(user));
        return ByteString.CopyFrom(client.Operator.Span);
    }
}
