using Ledger.Client;
using Ledger.Contracts;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

public sealed class PeerFailureTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Papers papers = new();
    private readonly LocalNetwork network;

    public PeerFailureTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], Profile = 1, QuorumWait = TimeSpan.FromSeconds(2) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task While_a_peer_is_stopped_acts_answer_ordered_and_their_receipts_come_once_it_is_back()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using var book = EvidenceBook.Open(folder["book.db"]);
        using var clerk = LedgerClient.Connect(network.Profile("registration-clerk"), new LedgerClientOptions { Book = book });
        await network.StopNodeAsync(LocalMember.Finance);

        var ordered = await clerk.Registration.OpenFirstRegistrationAsync(papers.Next().OpenFlat(), Ct);

        Assert.False(ordered.IsRecorded);
        Assert.Single(book.OpenDrafts());
        var ledger = new CommandLine(network, folder);
        var typed = await ledger.ExpectAsync(7, "registration-clerk", "unit", "open", "--file", ledger.WriteRequest("opening.json", papers.Next().OpenFlat()));
        Assert.Equal("ordered", (string?)typed["state"]);
        Assert.Equal(2ul, (await network.StatusAsync(LocalMember.Registration)).OpenRecords);

        await network.StartNodeAsync(LocalMember.Finance, Ct);

        await network.WaitForStatusAsync(LocalMember.Registration, static status => status is { OpenRecords: 0, Block: 2, QuorumBlock: 2 });
        var resumed = Assert.Single(await clerk.ResumeDraftsAsync(Ct).ToListAsync(Ct));
        Assert.Null(resumed.Fault);
        Assert.True(resumed.Outcome!.IsRecorded);
        Assert.Equal(ordered.RecordId, resumed.Outcome.RecordId);
        Assert.Empty(book.OpenDrafts());
        var sent = Assert.Single((await ledger.ExpectAsync(0, "registration-clerk", "drafts", "resume"))["drafts"]!.AsArray())!;
        Assert.Equal(("recorded", (string?)typed["record_id"]), ((string?)sent["result"]!["state"], (string?)sent["result"]!["record_id"]));
        Assert.Empty((await ledger.ExpectAsync(0, "registration-clerk", "drafts"))["drafts"]!.AsArray());
    }

    [Fact(Timeout = 240_000)]
    public async Task A_peer_that_diverges_names_entry_and_key_and_returns_with_new_keys_by_governance()
    {
        var flat = papers.Next();
        network.Rules[LocalMember.Tax] = new OtherRules(new LedgerContract(), $"enc/{flat.Flat}");
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var request = flat.OpenFlat();
        var context = new RequestContext();
        WriteOutcome ordered;
        using (var clerk = LedgerClient.Connect(network.Profile("registration-clerk")))
            ordered = await clerk.Registration.WriteAsync([new() { OpenFirstRegistration = request }], context, Ct);
        Assert.False(ordered.IsRecorded);

        var diverged = await network.WaitForStatusAsync(LocalMember.Tax, static status => status.State == "DIVERGED"
            && status.DetailEn.Contains("enc/", StringComparison.Ordinal));

        Assert.Contains($"enc/{flat.Flat}", diverged.DetailEn, StringComparison.Ordinal);
        Assert.Contains("entry 2", diverged.DetailEn, StringComparison.Ordinal);
        Assert.NotEmpty(diverged.DetailZh);
        Assert.Equal("FOLLOWING", (await network.StatusAsync(LocalMember.Finance)).State);

        network.Rules.Clear();
        await network.ReplaceKeysAsync(LocalMember.Tax, Ct);

        // Readers got a new policy; under it the very act that was outstanding gets its receipt, and new ones do.
        using var clients = new NetworkClients(network, TimeProvider.System);
        AcknowledgedWrite[] acknowledged = [await UntilReceiptAsync(clients, request, context), await UntilReceiptAsync(clients, papers.Next().OpenFlat())];
        await new LedgerAudit(network, clients, TimeProvider.System).ReplayAsync(acknowledged, Ct);
    }

    [Fact(Timeout = 240_000)]
    public async Task Ordering_that_loses_its_disk_between_a_durable_block_and_its_spread_moves_and_nothing_acknowledged_is_lost()
    {
        await network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        using var before = new NetworkClients(network, TimeProvider.System);
        var acknowledged = new List<AcknowledgedWrite>();
        for (var i = 0; i < 3; i++)
            acknowledged.Add(await UntilReceiptAsync(before, papers.Next().OpenFlat()));

        // Nobody takes the next block from the ordering node before its disk is gone.
        foreach (var other in Others())
            await network.KillNodeAsync(other);
        var request = papers.Next().OpenFlat();
        var context = new RequestContext();
        var ordered = await before["registration-clerk"].Registration.WriteAsync([new() { OpenFirstRegistration = request }], context, Ct);
        Assert.False(ordered.IsRecorded);
        Assert.Equal(4ul, (await network.StatusAsync(LocalMember.Registration)).Block);
        await network.KillNodeAsync(LocalMember.Registration);
        Directory.Delete(network.Node(LocalMember.Registration).PeerFolder, recursive: true);

        network.MoveOrdering(LocalMember.Transaction);
        // With all four in the quorum registration's answer lacks, and it can give none: the others go on by word.
        network.StandAloneWord = "registration's disk is lost";
        foreach (var other in Others())
            await network.StartNodeAsync(other, Ct);
        network.StandAloneWord = null;
        Assert.Equal(3ul, (await network.StatusAsync(LocalMember.Transaction)).Block);
        // What it signed last is lost with the disk, so it must not sign with that key again.
        await network.ReplaceKeysAsync(LocalMember.Registration, Ct);

        // The block that nobody else saw is gone; its act was kept by the department and came again by itself.
        using var after = new NetworkClients(network, TimeProvider.System);
        acknowledged.Add(await UntilReceiptAsync(after, request, context));
        var audit = new LedgerAudit(network, after, TimeProvider.System);
        await audit.WaitUntilSettledAsync(Ct);
        Assert.Equal(4, await audit.VerifyReceiptsAsync(acknowledged, Ct));
        await audit.ReplayAsync(acknowledged, Ct);

        IEnumerable<string> Others() => LocalMember.Departments.Select(member => member.Organisation).Where(member => member != LocalMember.Registration);
    }

    /// <summary>Under load even a whole network may answer "ordered" first; the same request then gets the receipt.</summary>
    private static async Task<AcknowledgedWrite> UntilReceiptAsync(
        NetworkClients clients, OpenFirstRegistrationRequest request, RequestContext? context = null)
    {
        context ??= new();
        const string user = "registration-clerk";
        WriteOutcome outcome;
        do
            outcome = await clients[user].Registration.WriteAsync([new() { OpenFirstRegistration = request }], context, Ct);
        while (!outcome.IsRecorded);
        return new AcknowledgedWrite(user, outcome.Receipt!);
    }
}
