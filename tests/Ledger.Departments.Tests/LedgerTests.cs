using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class LedgerTests
{
    [Fact]
    public async Task Raw_entries_go_to_departments_and_auditors_and_each_use_is_kept()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var auditor = new LedgerService.LedgerServiceClient(city.Connect("registration", city["audit"].Operator));

        var entries = new List<RawEntry>();
        using (var call = auditor.ReadEntries(new() { First = 0 }, cancellationToken: TestCity.Limit))
        {
            await foreach (var entry in call.ResponseStream.ReadAllAsync(TestCity.Limit))
                entries.Add(entry);
        }

        Assert.Equal(Enumerable.Range(0, (int)city.Peer.Head.Size).Select(i => (ulong)i), entries.Select(e => e.Index));
        var (frontier, hashes) = (new MerkleFrontier(), new MerkleHashStore());
        entries.ForEach(e => frontier.Append(MerkleHash.Leaf(e.Entry.Span), hashes));
        Assert.Equal(city.Peer.Head.Root, frontier.Root());
        var use = city.Store("registration").ListUses(0, 10).Single().Row;
        Assert.Equal(("audit", "/ledger.v1.LedgerService/ReadEntries"), (use.Organisation, use.Method));
        Assert.Equal(city["audit"].Operator.Fingerprint, use.Operator.ToByteArray());
    }

    [Fact]
    public async Task A_page_comes_with_a_proof_up_to_the_checkpoint()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var client = new LedgerService.LedgerServiceClient(city.Connect("registration", city["tax"].Operator));
        var present = await client.GetPageAsync(new() { Key = "unit/" + Requests.Flat }, cancellationToken: TestCity.Limit);
        var absent = await client.GetPageAsync(new() { Key = "unit/" + Requests.Parcel }, cancellationToken: TestCity.Limit);

        var seal = EntryCodec.Parse(present.Seal.Span).Seal;
        Assert.Equal(Requests.Flat, TitlePage.Parser.ParseFrom(Page.Parser.ParseFrom(present.Page).Body).UnitCode);
        Assert.True(StateVerifier.VerifyExistence(seal.StateRoot.Span, Encoding.UTF8.GetBytes("unit/" + Requests.Flat), PageHash.Of(present.Page.Span),
            present.StateProof.Span).IsValid);
        Assert.True(absent.Page.IsEmpty);
        Assert.True(StateVerifier.VerifyAbsence(seal.StateRoot.Span, Encoding.UTF8.GetBytes("unit/" + Requests.Parcel), absent.StateProof.Span).IsValid);
        Assert.Equal(2, city.Store("registration").ListUses(0, 10).Count);
    }

    [Fact]
    public async Task A_receipt_goes_to_the_signer_and_the_service_that_submitted_and_to_nobody_else()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var reply = await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var request = new GetReceiptRequest { LeafHash = ByteString.CopyFrom(MerkleHash.Leaf(reply.Receipt.Entry.Span)) };

        var own = new LedgerService.LedgerServiceClient(city.Connect("registration", city["registration"].Operator));
        Assert.Equal(reply.Receipt.Entry, (await own.GetReceiptAsync(request, cancellationToken: TestCity.Limit)).Entry);
        foreach (var stranger in new[] { "tax", "bank-a" })
        {
            var client = new LedgerService.LedgerServiceClient(city.Connect("registration", city[stranger].Operator));
            await Details.RefusedAsync(StatusCode.PermissionDenied, client.GetReceiptAsync(request, cancellationToken: TestCity.Limit).ResponseAsync);
        }

        var unknown = new GetReceiptRequest { LeafHash = ByteString.CopyFrom(new byte[32]) };
        await Details.RefusedAsync(StatusCode.NotFound, own.GetReceiptAsync(unknown, cancellationToken: TestCity.Limit).ResponseAsync);
    }
}
