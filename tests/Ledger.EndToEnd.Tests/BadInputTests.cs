using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Client;
using Ledger.Log;
using Ledger.Network;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// What is wrong, through the whole network: each gets a clear error, and afterwards everything acknowledged stands, the chain
/// replays, and no record is open. The services' and the chain's own tests go through every case.
/// </summary>
public sealed class BadInputTests : IAsyncDisposable
{
    private const int SmallRequest = 64 * 1024;

    private readonly TemporaryFolder folder = new();
    private readonly Papers papers = new();
    private readonly LocalNetwork network;

    public BadInputTests()
    {
        // The tax department's node takes smaller requests than its clerk's client expects.
        var made = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        var file = Path.Combine(made.Folder, "nodes", LocalMember.Tax, "node.json");
        var configuration = JsonNode.Parse(File.ReadAllText(file))!;
        configuration["limits"]!["message_bytes"] = SmallRequest;
        File.WriteAllText(file, configuration.ToJsonString());
        network = LocalNetwork.Open(made.Folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task Every_kind_of_bad_input_gets_a_clear_error_and_loses_nothing()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using var clients = new NetworkClients(network, TimeProvider.System);
        var flat = papers.Next();
        var acknowledged = new List<AcknowledgedWrite>();
        await KeepAsync("registration-clerk", clients["registration-clerk"].Registration.OpenFirstRegistrationAsync(flat.OpenFlat(), Ct));

        await MalformedFieldsAsync(clients["transaction-clerk"], flat);
        var (sale, context) = (new TransactionAct { SignContract = flat.Sale() }, new RequestContext());
        await KeepAsync("transaction-clerk", clients["transaction-clerk"].Transaction.WriteAsync([sale], context, Ct));
        await RepeatedRequestsAsync(clients["transaction-clerk"], sale, context, acknowledged[^1]);
        await OrderedTooEarlyAsync(clients["registration-clerk"], flat);
        await OversizedRequestsAsync(flat);
        await EnvelopesAsync(clients.Auditor);
        await CertificatesAsync();

        await KeepAsync("transaction-clerk", clients["transaction-clerk"].Transaction.FileContractAsync(flat.File(flat.Contract), Ct));
        var audit = new LedgerAudit(network, clients, TimeProvider.System);
        await audit.ReplayAsync(acknowledged, Ct);
        Assert.Equal(3, await audit.VerifyReceiptsAsync(acknowledged, Ct));

        async Task KeepAsync(string user, Task<WriteOutcome> write) => acknowledged.Add(new AcknowledgedWrite(user, (await write).Receipt!));
    }

    private static async Task MalformedFieldsAsync(LedgerClient clerk, FirstProfilePapers flat)
    {
        await RefusedAsync("units[0].unit_code", static sale => sale.Units[0].UnitCode = "441900004001GB00012F0001010");
        await RefusedAsync("buyers[0].document_number",
            static sale => sale.Buyers[0] = new PartyInput { DocumentType = 1, DocumentNumber = "441900188001010015" });
        await RefusedAsync("price.value", static sale => sale.Price.Value = "99999999999999999999999");
        await RefusedAsync("price.value", static sale => sale.Price.Value = "-1");
        await RefusedAsync("units[0].share", static sale => sale.Units[0].Share = "1/0");
        await RefusedAsync("signing_date", static sale => sale.SigningDate = "2021-02-29");
        await RefusedAsync("signing_date", static sale => sale.SigningDate = "2999-01-01");
        // Another clock: six minutes ahead.
        await RefusedAsync("context.time_ms", static _ => { },
            new() { TimeMs = (ulong)TimeProvider.System.GetUtcNow().AddMinutes(6).ToUnixTimeMilliseconds() });

        async Task RefusedAsync(string field, Action<SignContractRequest> spoil, RequestContext? context = null)
        {
            var sale = flat.Sale();
            spoil(sale);
            var refused = await Assert.ThrowsAsync<InputException>(() => clerk.Transaction.WriteAsync([new() { SignContract = sale }], context, Ct));
            Assert.Contains(refused.Failures, failure => failure.Field == field && failure.MessageZh.Length > 0 && failure.Expected.Length > 0);
        }
    }

    private static async Task RepeatedRequestsAsync(LedgerClient clerk, TransactionAct sale, RequestContext context, AcknowledgedWrite first)
    {
        var again = await clerk.Transaction.WriteAsync([sale], context, Ct);
        Assert.Equal(first.Receipt.LeafHash, again.Receipt!.LeafHash);

        var other = sale.Clone();
        other.SignContract.Price.Value = "1090000.01";
        var refused = await Assert.ThrowsAsync<InputException>(() => clerk.Transaction.WriteAsync([other], context, Ct));
        Assert.Equal("context.id", Assert.Single(refused.Failures).Field);

        var twice = await Assert.ThrowsAsync<RefusedException>(() => clerk.Transaction.WriteAsync([sale], cancellationToken: Ct));
        Assert.Contains(twice.Failures, failure => failure.Rule is "C-05" or "STATE");
    }

    /// <summary>Refused by the client, or by a node that takes less than usual: input, not "busy", and no draft is left to be sent again.</summary>
    private async Task OversizedRequestsAsync(FirstProfilePapers flat)
    {
        var clerk = network.Profile("tax-clerk");
        using var book = EvidenceBook.Open(clerk.BookPath);
        using var client = LedgerClient.Connect(clerk, new LedgerClientOptions { Book = book });
        var tooLarge = await RefusedAsync(1 << 20);
        Assert.Contains("nothing was sent", tooLarge.MessageEn, StringComparison.Ordinal);
        var tooLargeHere = await RefusedAsync(SmallRequest);
        Assert.Contains("the service does not take", tooLargeHere.MessageEn, StringComparison.Ordinal);

        async Task<InputFailure> RefusedAsync(int bytes)
        {
            var request = flat.Pay();
            request.Document.Fields.Add(new V1.DocumentField { Name = "note", Value = new string('x', bytes) });
            var refused = await Assert.ThrowsAsync<InputException>(() => client.Tax.PayTaxAsync(request, Ct));
            Assert.Empty(book.OpenDrafts());
            var failure = Assert.Single(refused.Failures);
            Assert.Equal("request", failure.Field);
            Assert.NotEmpty(failure.MessageZh);
            return failure;
        }
    }

    private static async Task OrderedTooEarlyAsync(LedgerClient clerk, FirstProfilePapers flat)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => clerk.Registration.RecordTransferAsync(flat.Transfer(FirstProfilePapers.Buyer), Ct));
        Assert.Contains(refused.Failures, static failure => failure.Rule == "C-10");
    }

    /// <summary>Envelopes straight to ordering, past the services.</summary>
    private async Task EnvelopesAsync(LedgerClient auditor)
    {
        using var tax = new NodeCaller(network, LocalMember.Tax);
        var filed = new ContractFiled
        {
            Act = new Act
            {
                RequestHash = Random(32),
                Operator = Random(32),
                Document = new DocumentRoot { Root = Random(32), Fields = 1 }
            }
        };

        // A department that may not write this event.
        await RefusedAsync(tax.Sign(tax.Payload(filed, 1)), "C-70");
        // A signature over other bytes; one with a high s; a ledger of another name; a clock six minutes off.
        var signed = tax.Sign(tax.Payload(filed, 2));
        await RefusedAsync(new Envelope(signed) { Payload = tax.Sign(tax.Payload(filed, 3)).Payload }, "SIGNATURE");
        await RefusedAsync(new Envelope(signed) { Signature = HighS(signed.Signature) }, "SIGNATURE");
        var foreign = tax.Payload(filed, 4);
        foreign.Origin = "ledger.example/elsewhere";
        await RefusedAsync(tax.Sign(foreign), "ORIGIN");
        await RefusedAsync(tax.Sign(tax.Payload(filed, 5, TimeSpan.FromMinutes(6))), "FRESHNESS");
        await RefusedAsync(tax.Sign(tax.Payload(filed, 6, TimeSpan.FromMinutes(-6))), "FRESHNESS");
        // Truncated; with an unknown field; in another encoding.
        var bytes = Canonical.Encode(signed);
        foreach (var other in new byte[][] { bytes[..^1], [.. bytes, 0xF8, 0x3F, 0x01], [.. bytes, .. bytes] })
            Assert.Equal("ENVELOPE", Assert.Single((await tax.SubmitAsync(other)).Refused.Failures).Rule);

        // Replayed: an envelope that is on the ledger leads to its first entry, however late and from whomever it comes.
        var entries = await auditor.Reader.ReadEntriesAsync(0, 0, LocalMember.Tax, Ct).ToListAsync(Ct);
        var recorded = entries.Select(static raw => raw.Entry.ToByteArray())
            .First(static entry => EntryCodec.Parse(entry).EntryCase == LogEntry.EntryOneofCase.Envelope);
        var replayed = await tax.SubmitAsync(EntryCodec.Parse(recorded).Envelope);
        Assert.Equal(EntryCodec.LeafHash(recorded), replayed.DuplicateOf.ToByteArray());
        Assert.Equal((ulong)entries.Count, (await network.StatusAsync(LocalMember.Registration)).Size);

        async Task RefusedAsync(Envelope envelope, string rule)
        {
            var reply = await tax.SubmitAsync(envelope);
            Assert.Equal(SubmitEnvelopeReply.ResultOneofCase.Refused, reply.ResultCase);
            var failure = Assert.Single(reply.Refused.Failures);
            Assert.Equal(rule, failure.Rule);
            Assert.NotEmpty(failure.MessageZh);
        }
    }

    private async Task CertificatesAsync()
    {
        using var own = network.Authority(LocalMember.Transaction, TimeProvider.System);
        using var stranger = CertificateAuthority.Create(LocalMember.Transaction, TimeProvider.System.GetUtcNow());
        var now = TimeProvider.System.GetUtcNow();
        using var expired = own.Issue(CertificateRole.Operator, "clerk", now.AddHours(-2), now.AddHours(-1));
        using var foreign = stranger.Issue(CertificateRole.Operator, "clerk");
        using var revoked = own.Issue(CertificateRole.Operator, "clerk");
        using (var administrator = new LocalAdministrator(network.Profile("transaction-administrator"), TimeProvider.System))
        {
            var code = LocalMember.All.Single(static member => member.Organisation == LocalMember.Transaction).CreditCode;
            await administrator.ProposeAsync(new RevokeCertificate { CreditCode = code, Certificate = ByteString.CopyFrom(revoked.RawData) }, Ct);
        }

        foreach (var (certificate, reason) in new[] { (expired, "expired"), (foreign, "No member of the ledger issued"), (revoked, "revoked") })
        {
            using var channel = NodeChannel.Open(network.Address(LocalMember.Transaction), certificate, own.Root, NullLoggerFactory.Instance);
            var service = new LedgerService.LedgerServiceClient(channel);
            var refused = await Assert.ThrowsAsync<RpcException>(
                async () => await service.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: Ct));
            Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
            Assert.Contains(reason, refused.Status.Detail, StringComparison.Ordinal);
            var detail = refused.GetRpcStatus()!.GetDetail<AccessFailure>();
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), detail.Certificate);
        }
    }

    private static ByteString Random(int length) => ByteString.CopyFrom(RandomNumberGenerator.GetBytes(length));

    /// <summary>The other signature of the same bytes: (r, n − s).</summary>
    private static ByteString HighS(ByteString signature)
    {
        var order = new BigInteger(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
            isUnsigned: true, isBigEndian: true);
        var s = order - new BigInteger(signature.Span[32..], isUnsigned: true, isBigEndian: true);
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        return ByteString.CopyFrom([.. signature.Span[..32], .. new byte[32 - bytes.Length], .. bytes]);
    }
}
