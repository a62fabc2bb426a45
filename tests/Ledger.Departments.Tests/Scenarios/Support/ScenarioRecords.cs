using System.Runtime.CompilerServices;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Export;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Departments.Tests;

/// <summary>The registry's records of a scenario as its own staff reads them over mutual TLS.</summary>
/// <param name="city">The city.</param>
internal sealed class ScenarioRecords(ScenarioCity city) : IRecordedSource
{
    public async IAsyncEnumerable<RecordedActs> ListAsync(Day? from, Day? to, string subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var calls = new RegistrationService.RegistrationServiceClient(city.City.Connect("registration", city.City["registration"].Operator));
        var asked = new ListRecordedRequestsRequest { FromDay = from?.Number ?? 0, ToDay = to?.Number ?? 0, Subject = subject };
        do
        {
            var page = await calls.ListRecordedRequestsAsync(asked, cancellationToken: ct);
            foreach (var found in page.Requests)
                yield return Read(found);
            asked.PageToken = page.NextPageToken;
        }
        while (asked.PageToken.Length > 0);
    }

    private RecordedActs Read(RecordedRequest found)
    {
        var entry = found.Receipt.Entry.ToByteArray();
        var leaf = EntryCodec.LeafHash(entry);
        var payload = Payload.Parser.ParseFrom(EntryCodec.Parse(entry).Envelope.Payload);
        var acts = AskedAct.Of(RegistrationWriteRequest.Parser.ParseFrom(found.Request).Acts).Select(static act => act.Request!);
        var events = payload.Events.Select(static e => EventTypes.Registry.Find(e.Type)!.Parser.ParseFrom(e.Body));
        var (index, _) = city.City.Peer.Reader.Find(leaf)!.Value;
        return new(
            found.RecordId,
            new VerifiedReceipt(entry, leaf, index, payload, "registration", null!, ""),
            [.. acts],
            [.. events],
            found.Staff.ToDictionary(static known => Convert.ToHexStringLower(known.Fingerprint.Span), static known => known.Name, StringComparer.Ordinal));
    }
}
