using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>Sharing by the program <c>ledger</c> alone, on a network of four departments.</summary>
public sealed class ShareCommandTests : IAsyncDisposable
{
    private const string Flat = "441900004001GB00011F00010101";

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly CommandLine ledger;
    private readonly DemoNumbers numbers = new(Day.At(NowMs));

    public ShareCommandTests()
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
    public async Task Show_1_The_deed_tax_by_predicate_and_Show_2_a_bank_by_authorisation_and_the_owner_sees_all_of_it()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var sale = await FiledAsync();
        var offered = await ledger.ExpectAsync(0, "tax-clerk", "share", "catalogue", "--department", "registration");
        Assert.Contains("homes", offered["catalogue"]!["items"]!.AsArray().Select(static item => (string?)item!["id"]));

        // 1: Bo owns no home beside the one he buys; An asks nothing of it.
        string[] homes =
        [
            "share", "ask", "homes", "--department", "registration", "--purpose", "DEED_TAX", "--official-file", "QS-1", "--contract", sale, "--unit", Flat,
            "--person", $"1:{DemoPaper.Bo.DocumentNumber}",
        ];
        var answer = await ledger.ExpectAsync(0, "tax-clerk", homes);
        Assert.Equal(("Answered", "0"), ((string?)answer["state"], (string?)answer["answer"]!["number"] ?? "0"));
        var price = await ledger.ExpectAsync(
            0, "tax-clerk", "share", "ask", "price-filed", "--department", "transaction", "--purpose", "DEED_TAX", "--official-file", "QS-1",
            "--contract", sale, "--unit", Flat, "--price", "1200000");
        Assert.True((bool)price["answer"]!["yes"]!);

        // 2: a bank with an invented authorisation learns nothing, with the owner's what it says.
        string[] liens = ["share", "ask", "liens", "--department", "registration", "--purpose", "LOAN", "--unit", Flat];
        var refused = await ledger.ExpectAsync(
            3, "bank-a-officer",
            [.. liens, "--authorisation", $"QAB{numbers.Today.Replace("-", "", StringComparison.Ordinal)}000001", "--salt", new string('0', 64)]);
        Assert.Equal("Refused", (string?)refused["state"]);
        var given = await ledger.ExpectAsync(
            0, "registration-clerk", "share", "authorise", "--unit", Flat, "--owner-type", "1", "--owner", DemoPaper.An.DocumentNumber, "--asker",
            LocalMember.All.Single(static member => member.Organisation == LocalMember.BankA).CreditCode, "--purpose", "LOAN", "--field", "lien", "--last-day",
            Day.At(NowMs).AddDays(30).ToString(), "--sha256", Convert.ToHexStringLower(DemoPaper.Hash("authorisation").Span));
        string[] authorised = ["--authorisation", (string)given["number"]!, "--salt", (string)given["salt"]!];
        var told = await ledger.ExpectAsync(0, "bank-a-officer", [.. liens, .. authorised]);
        Assert.Equal("Answered", (string?)told["state"]);
        await ledger.ExpectAsync(3, "bank-a-officer", ["share", "ask", "title", .. liens[3..], .. authorised]);

        // The owner sees all of it by the code that came with the certificate.
        var code = (string)(await ledger.ExpectAsync(0, "registration-clerk", "share", "code", "--unit", Flat))["code"]!;
        string[] traces = ["share", "traces", "--unit", Flat, "--code", code];
        var seen = await ledger.ExpectAsync(0, "registration-clerk", traces);
        Assert.True((bool)seen["complete"]!);
        Assert.Equal(["homes", "price-filed", "liens", "liens", "title"], Told(seen, "item"));
        Assert.Equal(["Answered", "Answered", "Refused", "Answered", "Refused"], Told(seen, "result"));
        await ledger.ExpectAsync(5, "registration-clerk", "share", "traces", "--unit", Flat, "--code", "0000-0000-0000-0000-0000-0000");

        // Where transaction says nothing, its query is missed.
        var (exit, output) = await ledger.RunAsync(null, [.. traces, "--profile", Without("transaction"), "--json"]);
        Assert.True(exit == 18, output);
        Assert.Equal([false, true, false, false, false], JsonNode.Parse(output)!["traces"]!.AsArray().Select(static trace => (bool)trace!["hidden"]!));
    }

    private static IEnumerable<string?> Told(JsonObject report, string field) => report["traces"]!.AsArray().Select(trace => (string?)trace![field]);

    // The clerk's profile, but for one department that is not asked.
    private string Without(string department)
    {
        var from = network.ProfileFolder("registration-clerk");
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "profile.json")))!.AsObject();
        profile["services"]!.AsObject().Remove(department);
        var partial = Path.Combine(Path.GetDirectoryName(from)!, "partial");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories)
            .Where(static file => !Path.GetFileName(file).StartsWith("book", StringComparison.Ordinal)))
        {
            var to = Path.Combine(partial, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.WriteAllText(Path.Combine(partial, "profile.json"), profile.ToJsonString());
        return partial;
    }

    private async Task<string> FiledAsync()
    {
        await ActAsync("registration-clerk", new OpenMigratedRequest
        {
            Recording = new()
            {
                AcceptanceNumber = numbers.Acceptance(),
                AcceptanceTimeMs = NowMs,
                RecordingDate = numbers.Today,
                RecordingTimeMs = NowMs,
                Reviewer = Fingerprint("registration-reviewer"),
                Town = LocalStaff.Town,
            },
            Opening = new()
            {
                UnitCode = Flat,
                BusinessNumber = numbers.Business(),
                RightType = 4,
                Use = 10,
                Area = "89.50",
                Owners = { new OwnerInput { Party = DemoPaper.An, Certificate = numbers.Title() } },
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
        return sale.Basis;
    }

    private Task ActAsync(string user, IMessage request)
    {
        var form = ActForms.Of(request.Descriptor);
        return ledger.ActAsync(user, $"{form.Group} {form.Verb}", request);
    }

    private ByteString Fingerprint(string user)
    {
        using var client = LedgerClient.Connect(network.Profile(user));
        return ByteString.CopyFrom(client.Operator.Span);
    }
}
