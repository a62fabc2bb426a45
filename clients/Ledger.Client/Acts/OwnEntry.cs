using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// The entry of an act that this user had recorded before, though the evidence book knows nothing of it: a book that was lost, another
/// machine. Whoever asks again is told so first, and not that the act be undone.
/// </summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="LeafHash">Its leaf hash.</param>
/// <param name="TimeMs">Its time, ms since the epoch.</param>
public sealed record OwnEntry(ulong Index, byte[] LeafHash, ulong TimeMs)
{
    /// <summary>More records of one subject are not looked through.</summary>
    private const int MostLookedAt = 20;

    /// <summary>
    /// Looks for it among the entries that the refusal names and among the department's records of what the act is about. An entry is the
    /// user's own if it says what the request says, under the same certificate; of persons it is only known how many they are.
    /// </summary>
    /// <param name="client">Reads entries and records.</param>
    /// <param name="request">Request of the act that was refused.</param>
    /// <param name="refused">The refusal.</param>
    /// <param name="now">What has happened did so by then.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null when there is none.</returns>
    public static async Task<OwnEntry?> FindAsync(
        LedgerClient client, IMessage request, RefusedException refused, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(refused);
        var nothing = new NothingKnown();
        var scope = new ActScope(nothing, nothing, Day.At((ulong)now.ToUnixTimeMilliseconds()), new byte[32], client.Operator.Span);
        var built = scope.Build(AskedAct.Alone(request));
        if (scope.Faults.Any)
            return null;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var leaf in refused.Failures.SelectMany(static failure => failure.Values).Select(static value => value.Entry)
            .Where(static entry => entry.Length == 64))
        {
            if (seen.Add(leaf) && await ReadAsync(client, Convert.FromHexString(leaf), built.Body, cancellationToken) is { } found)
                return found;
        }

        foreach (var subject in built.Subjects)
        {
            await foreach (var record in RecordsOf(client, built).ListAsync(subject, RecordState.Recorded, MostLookedAt, cancellationToken).Take(MostLookedAt))
            {
                if (record.Operator.Span.SequenceEqual(client.Operator.Span) && record.EventTypes.Contains(built.Type)
                    && seen.Add(Convert.ToHexStringLower(record.LeafHash.Span))
                    && await ReadAsync(client, record.LeafHash.Memory, built.Body, cancellationToken) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static RecordCalls RecordsOf(LedgerClient client, BuiltAct built)
    {
        List<string> departments = [.. built.Form!.Departments];
        return (departments.Contains(client.Profile.Department) ? client.Profile.Department : departments[0]) switch
        {
            DepartmentNames.Transaction => client.Transaction.Records,
            DepartmentNames.Tax => client.Tax.Records,
            DepartmentNames.Registration => client.Registration.Records,
            _ => client.Finance.Records,
        };
    }

    private static async Task<OwnEntry?> ReadAsync(LedgerClient client, ReadOnlyMemory<byte> leaf, IMessage wanted, CancellationToken cancellationToken)
    {
        var (index, entry) = await client.Reader.GetEntryAsync(leaf, cancellationToken: cancellationToken);
        if (entry.EntryCase != LogEntry.EntryOneofCase.Envelope)
            return null;

        var payload = Payload.Parser.ParseFrom(entry.Envelope.Payload);
        return payload.Events.Where(e => e.Type == wanted.Descriptor.FullName).Any(e => IsSame(wanted, e)) ? new(index, leaf.ToArray(), payload.TimeMs) : null;
    }

    private static bool IsSame(IMessage wanted, Event e)
    {
        if (ActComparison.Read(e) is not { } actual)
            return false;

        // The request that asked was another one; what it asked for is what counts.
        ActOf(actual).RequestHash = ActOf(wanted).RequestHash;
        var payload = new Payload { Events = { new Event { Type = e.Type, Body = actual.ToByteString() } } };
        return ActComparison.Differences([wanted], payload, withTokens: false).Count == 0;
    }

    private static Act ActOf(IMessage body) => (Act)body.Descriptor.FindFieldByNumber(1).Accessor.GetValue(body);
}
