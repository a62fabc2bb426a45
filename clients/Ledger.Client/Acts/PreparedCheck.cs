using System.Globalization;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// What a bank must see before it signs: the payload that the finance department prepared is, byte for byte, what the bank's own
/// copy of the forms makes of its acts, under tokens that the disclosed salts give for its customers, over documents that hold what
/// it handed in.
/// </summary>
internal static class PreparedCheck
{
    /// <summary>How far the payload's time may lie from the bank's clock, as for any first use of a request.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Checks a prepared payload.</summary>
    /// <param name="signed">The request to prepare it, as the bank's operator signed it.</param>
    /// <param name="reply">What the service returned.</param>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="now">The bank's clock.</param>
    /// <exception cref="UntrustedReplyException">Something differs; every difference is named. Nothing must be signed.</exception>
    public static void Check(SignedRequest signed, PrepareReply reply, string origin, DateTimeOffset now)
    {
        var payload = Parse(reply.Payload);
        var differences = new List<ActDifference>();
        CheckHead(payload, reply, origin, now, differences);
        var salts = new DisclosedSalts(reply, payload);
        var asked = AskedEvents.Of(AskedAct.Of(PrepareRequest.Parser.ParseFrom(signed.Bytes).Acts), signed, salts);
        differences.AddRange(salts.Lacking.Select(static unit => new ActDifference(0, $"party_salts[{unit}]", $"{PartyToken.SaltSize} bytes", "")));
        for (var act = 0; act < asked.Count; act++)
            CheckDocument(act, asked[act].Document, [.. salts.Document(act)], differences);

        differences.AddRange(ActComparison.Differences([.. asked.Select(static act => act.Body)], payload, withTokens: true));
        if (differences.Count == 0)
        {
            // The texts agree; whatever else differs in the bytes, such as an order or a document root, is refused too.
            differences.AddRange(asked
                .Select((act, index) => (Wanted: act.Body.ToByteString(), Seen: payload.Events[index].Body, index))
                .Where(pair => !pair.Wanted.Equals(pair.Seen))
                .Select(pair => new ActDifference(pair.index, "body", Convert.ToHexStringLower(pair.Wanted.Span), Convert.ToHexStringLower(pair.Seen.Span))));
        }

        if (differences.Count > 0)
            throw ActComparison.Refusal(differences);
    }

    private static Payload Parse(ByteString bytes) =>
        EntryCodec.TryParsePayload(new Envelope { Payload = bytes }, out var payload, out var fault)
            ? payload
            : throw new UntrustedReplyException(fault);

    private static void CheckHead(Payload payload, PrepareReply reply, string origin, DateTimeOffset now, List<ActDifference> differences)
    {
        if (payload.Origin != origin)
            differences.Add(new ActDifference(0, "origin", origin, payload.Origin));

        if (payload.Sequence == 0)
            differences.Add(new ActDifference(0, "sequence", "> 0", "0"));

        var skew = Math.Abs((double)payload.TimeMs - now.ToUnixTimeMilliseconds());
        if (skew > MaxClockSkew.TotalMilliseconds)
        {
            var wanted = $"{now.ToUnixTimeMilliseconds()} ± {MaxClockSkew.TotalMilliseconds}";
            differences.Add(new ActDifference(0, "time_ms", wanted, payload.TimeMs.ToString(CultureInfo.InvariantCulture)));
        }

        if (reply.ExpiresMs < payload.TimeMs)
            differences.Add(new ActDifference(0, "expires_ms", $">= {payload.TimeMs}", reply.ExpiresMs.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The document is what the form makes of the request: no field more, none less, none other.</summary>
    private static void CheckDocument(int act, DocumentSalts wanted, IReadOnlyList<SaltedField> seen, List<ActDifference> differences)
    {
        foreach (var field in wanted.Fields.Where(field => !seen.Any(other => other.Name == field.Name && other.Value == field.Value)))
        {
            var given = seen.FirstOrDefault(other => other.Name == field.Name)?.Value ?? "";
            differences.Add(new ActDifference(act, $"document[{field.Name}]", field.Value, given));
        }

        foreach (var foreign in seen.Where(field => !wanted.Fields.Any(own => own.Name == field.Name)))
            differences.Add(new ActDifference(act, $"document[{foreign.Name}]", "", foreign.Value));

        if (seen.Any(static field => field.Salt.Length != Log.DocumentField.SaltSize)
            || seen.DistinctBy(static field => field.Name, StringComparer.Ordinal).Count() != seen.Count)
        {
            differences.Add(new ActDifference(act, "document_salts", $"unique names, salts of {Log.DocumentField.SaltSize} bytes", ""));
        }
    }
}
