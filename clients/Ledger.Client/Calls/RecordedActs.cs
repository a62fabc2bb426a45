using Google.Protobuf;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Client;

/// <summary>A request of the registry with the events that it became, as the ledger proves them.</summary>
/// <param name="RecordId">Its record in the department's store.</param>
/// <param name="Receipt">Its place on the ledger.</param>
/// <param name="Acts">What was asked for, in clear text, in order.</param>
/// <param name="Events">What it became, each the event of the act at its place.</param>
/// <param name="Staff">Names by SHA-256 (hex) of the certificate, as far as the department knows them.</param>
public sealed record RecordedActs(
    string RecordId, VerifiedReceipt Receipt, IReadOnlyList<IMessage> Acts, IReadOnlyList<IMessage> Events, IReadOnlyDictionary<string, string> Staff)
{
    /// <summary>Reads a department's answer.</summary>
    /// <exception cref="UntrustedReplyException">The ledger's events are not of this request.</exception>
    internal static RecordedActs Of(RecordedRequest found, VerifiedReceipt receipt)
    {
        var hash = ByteString.CopyFrom(RequestText.Hash(receipt.Payload.Origin, RegistrationClient.WritePath, found.Request.Span));
        var events = receipt.Payload.Events.Select(ActComparison.Read).ToList();
        var acts = AskedAct.Of(RegistrationWriteRequest.Parser.ParseFrom(found.Request).Acts).Select(static act => act.Request).ToList();
        if (acts.Count != events.Count || events.Exists(e => e is null || ActOf(e)?.RequestHash.Equals(hash) != true))
        {
            throw new UntrustedReplyException(new LogFault(
                "record.other-request",
                $"record {found.RecordId}: the receipt is of another request than the one given",
                $"记录 {found.RecordId}：回执所证明的不是所给的请求"));
        }

        return new(
            found.RecordId, receipt, [.. acts.Select(static act => act!)], [.. events.Select(static e => e!)],
            found.Staff.ToDictionary(static known => Convert.ToHexStringLower(known.Fingerprint.Span), static known => known.Name, StringComparer.Ordinal));
    }

    private static Act? ActOf(IMessage e) => e.Descriptor.FindFieldByName("act")?.Accessor.GetValue(e) as Act;
}
