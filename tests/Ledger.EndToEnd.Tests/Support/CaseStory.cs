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
/// Cases of a running network by the program <c>ledger</c> alone, and the transcript of what was run and shown. With LEDGER_TRANSCRIPT
/// naming a folder the transcript is written there as a document.
/// </summary>
internal sealed class CaseStory : IAsyncDisposable
{
    public const string Humen = "441900121";

    private readonly TemporaryFolder folder = new();
    private readonly StringBuilder transcript = new();

    private CaseStory()
    {
        Network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        Ledger = new CommandLine(Network, folder);
    }

    /// <summary>The network.</summary>
    public LocalNetwork Network { get; }

    /// <summary>The program.</summary>
    public CommandLine Ledger { get; }

    /// <summary>Numbers of the papers.</summary>
    public DemoNumbers Numbers { get; } = new(Day.At(NowMs));

    /// <summary>Credit code of the bank that keeps supervised money.</summary>
    public static string Bank { get; } = LocalMember.All.Single(static member => member.Organisation == LocalMember.BankA).CreditCode;

    public static ulong NowMs => (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The certificate of the reviewer.</summary>
    public ByteString Reviewer => field ??= Fingerprint("registration-reviewer");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a network.</summary>
    public static async Task<CaseStory> BeginAsync()
    {
        var story = new CaseStory();
        await story.Network.StartAsync(NodePlacement.OneProcess, Ct);
        return story;
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Path of a file of the story.</summary>
    public string this[string name] => folder[name];

    /// <summary>A flat of the old book, held by An.</summary>
    /// <returns>An's certificate.</returns>
    public async Task<string> MigrateAsync(string flat)
    {
        var certificate = Numbers.Title();
        await ActAsync("registration-clerk", new OpenMigratedRequest
        {
            Recording = new()
            {
                AcceptanceNumber = Numbers.Acceptance(),
                AcceptanceTimeMs = NowMs,
                RecordingDate = Numbers.Today,
                RecordingTimeMs = NowMs,
                Reviewer = Reviewer,
                Town = LocalStaff.Town,
            },
            Opening = new()
            {
                UnitCode = flat,
                BusinessNumber = Numbers.Business(),
                RightType = 4,
                Use = 10,
                Area = "89.50",
                Owners = { new OwnerInput { Party = DemoPaper.An, Certificate = certificate } },
            },
            MigrationDate = Numbers.Today,
            Since =
            {
                Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)
                    .Select(kind => new OldKindInput { Kind = kind, Day = Numbers.Today }),
            },
            Document = DemoPaper.Of("old-book", "登记簿扫描件"),
        });
        return certificate;
    }

    /// <summary>The flat is sold to Bo: the contract is filed, its money supervised.</summary>
    public async Task<DemoDeed> FileSaleAsync(string flat)
    {
        var sale = new DemoDeed(Numbers, Numbers.Contract('B'), flat, DemoPaper.An, DemoPaper.Bo, 1_200_000);
        await ActAsync("transaction-clerk", sale.Sign());
        await ActAsync("transaction-clerk", sale.File());

        // As the template leaves them out: the agreement is about all units of its contract.
        var agreement = sale.Supervise(Bank);
        agreement.UnitCodes.Clear();
        await ActAsync("transaction-clerk", agreement);
        return sale;
    }

    /// <summary>What the applicants bring: who they are, and the numbers that the counter gives.</summary>
    public AcceptApplicationRequest Known(string unit, IEnumerable<PartyInput> applicants, params FlowCode[] flows)
    {
        var known = new AcceptApplicationRequest { Document = DemoPaper.Of("application.form", "不动产登记申请书") };
        foreach (var flow in flows)
            known.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unit, BusinessNumber = Numbers.Business() });
        known.Applicants.Add(new ApplicantsInput { UnitCode = unit, Parties = { applicants } });
        return known;
    }

    /// <summary>The review of a case that is to be recorded.</summary>
    public ReviewCaseRequest Passed(string number) => new()
    {
        AcceptanceNumber = number,
        Date = Numbers.Today,
        Result = ReviewResult.Pass,
        Document = DemoPaper.Of("review.opinion", "审核通过"),
    };

    /// <summary>An act by its command and a file of its request, judged before.</summary>
    public async Task ActAsync(string user, IMessage request)
    {
        var form = ActForms.Of(request.Descriptor);
        await Ledger.ActAsync(user, $"{form.Group} {form.Verb}", request);
        Note(user, [form.Group, form.Verb, "--file", $"{form.Group}-{form.Verb}.json"], "");
    }

    /// <summary>A command that ends well.</summary>
    public async Task<JsonObject> RunAsync(string user, params string[] line)
    {
        var json = await Ledger.ExpectAsync(0, user, line);
        Note(user, line, "");
        return json;
    }

    /// <summary>The program within this process: what was printed, as JSON.</summary>
    public async Task<JsonObject> HereAsync(Cli.ExitCode code, string user, params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var ended = await Cli.LedgerCommand.RunAsync(
            [.. line, "--json", "--profile", Network.ProfileFolder(user)], output, error, TimeProvider.System, terminal: null);
        Assert.True(ended == code, $"ledger {string.Join(' ', line)} as {user} ended with {ended}, not {code}:\n{output}{error}");
        return JsonNode.Parse(output.ToString())!.AsObject();
    }

    /// <summary>Acts within this process.</summary>
    public async Task DoAsync(string user, params IMessage[] requests)
    {
        foreach (var request in requests)
        {
            var form = ActForms.Of(request.Descriptor);
            var recorded = await HereAsync(
                Cli.ExitCode.Ok, user, form.Group, form.Verb, "--file", Ledger.WriteRequest($"{form.Group}-{form.Verb}.json", request));
            Assert.Equal("recorded", (string?)recorded["state"]);
        }
    }

    /// <summary>How a case stands, and whose turn it is, as this user's own department sees it: its peer may come to the block a moment later.</summary>
    public async Task<JsonObject> ShowAsync(string user, string number, params string[] holders)
    {
        JsonObject json;
        for (var i = 0; ; i++)
        {
            json = await Ledger.ExpectAsync(0, user, "case", "show", number);
            var seen = (json["holders"]?.AsArray() ?? []).Select(static holder => (string?)holder!["department"]).ToList();
            if (seen.SequenceEqual(holders) || i == 20)
            {
                Assert.Equal(holders, seen);
                break;
            }

            await Task.Delay(250, Ct);
        }

        Note(user, ["case", "show", number], (await Ledger.RunAsync(user, "case", "show", number, "--lang", "en")).Output);
        return json;
    }

    /// <summary>A work list with exactly these cases.</summary>
    public async Task<JsonArray> ListAsync(string user, string[] numbers, params string[] filter)
    {
        string[] line = ["case", "list", .. filter];
        JsonArray cases;
        for (var i = 0; ; i++)
        {
            cases = (await Ledger.ExpectAsync(0, user, line))["cases"]!.AsArray();
            if (i == 20 || NumbersOf(cases).SequenceEqual(numbers))
                break;
            await Task.Delay(100, Ct);
        }

        Assert.Equal(numbers, NumbersOf(cases));
        Note(user, line, (await Ledger.RunAsync(user, [.. line, "--lang", "en"])).Output);
        return cases;

        static IEnumerable<string?> NumbersOf(JsonArray cases) => cases.Select(static found => (string?)found!["acceptance_number"]);
    }

    /// <summary>The state of a step of a case, as its view shows it.</summary>
    public static string? StateOf(JsonObject view, string kind)
        => (string?)view["steps"]!.AsArray().Last(step => (string?)step!["kind"] == "CASE_STEP_KIND_" + kind)!["state"];

    /// <summary>Writes down what was run and what it showed.</summary>
    public void Note(string user, IEnumerable<string> line, string output)
    {
        var typed = string.Join(' ', line).Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(Convert.ToHexStringLower(Fingerprint("registration-clerk").Span), "<SHA-256 of the clerk's certificate>", StringComparison.Ordinal);
        transcript.Append(CultureInfo.InvariantCulture, $"{user}$ ledger {typed}\n");
        foreach (var shown in output.Split('\n'))
            transcript.Append(shown.TrimEnd()).Append('\n');
        while (transcript.Length > 1 && transcript[^1] == '\n' && transcript[^2] == '\n')
            transcript.Length--;
        transcript.Append('\n');
    }

    /// <summary>Writes the transcript where LEDGER_TRANSCRIPT says.</summary>
    /// <param name="name">Name of the document.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="about">What it shows.</param>
    public async Task WriteTranscriptAsync(string name, string title, string about)
    {
        if (Environment.GetEnvironmentVariable("LEDGER_TRANSCRIPT") is { Length: > 0 } path)
            await File.WriteAllTextAsync(Path.Combine(path, name), $"# {title}\n\n{about}\n\n```text\n{transcript.ToString().TrimEnd()}\n```\n", Ct);
    }

    private ByteString Fingerprint(string user)
    {
        using var client = LedgerClient.Connect(Network.Profile(user));
        return ByteString.CopyFrom(client.Operator.Span);
    }
}
