using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Compares the events of a payload with those that a request must become.</summary>
internal static class ActComparison
{

    /// <summary>Every field that differs; empty when the payload is what was asked for.</summary>
    /// <param name="expected">Expected events in order.</param>
    /// <param name="payload">What is on the ledger, or is to be signed.</param>
    /// <param name="withTokens">Whether the expected events have tokens and epochs.</param>
    public static IReadOnlyList<ActDifference> Differences(IReadOnlyList<IMessage> expected, Payload payload, bool withTokens)
    {
        var differences = new List<ActDifference>();
        if (expected.Count != payload.Events.Count)
        {
            differences.Add(new ActDifference(0, "events", expected.Count.ToString(provider: null), payload.Events.Count.ToString(provider: null)));
            return differences;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (payload.Events[i].Type != expected[i].Descriptor.FullName)
            {
                differences.Add(new ActDifference(i, "type", expected[i].Descriptor.FullName, payload.Events[i].Type));
            }
            else if (Read(payload.Events[i]) is { } actual)
            {
                // Most acts come back as they were sent, lists in the same order; only others are put into words.
                if (!ActText.IsSame(expected[i], actual, withTokens))
                    Compare(i, ActText.Of(expected[i], withTokens), ActText.Of(actual, withTokens), differences);
            }
            else
            {
                differences.Add(
                    new ActDifference(i, "body", $"one encoding of {payload.Events[i].Type}", Convert.ToHexStringLower(payload.Events[i].Body.Span)));
            }
        }

        return differences;
    }

    /// <summary>The event's message; null when its type is unknown or the bytes are not its one encoding.</summary>
    public static IMessage? Read(Event @event)
    {
        if (EventTypes.Registry.Find(@event.Type) is not { } type)
            return null;

        try
        {
            var message = type.Parser.WithDiscardUnknownFields(discardUnknownFields: true).ParseFrom(@event.Body);
            return message.ToByteString().Equals(@event.Body) ? message : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The refusal that names every difference.</summary>
    public static UntrustedReplyException Refusal(IReadOnlyList<ActDifference> differences)
    {
        var text = string.Join("; ", differences);
        return new UntrustedReplyException(new LogFault(
            "act.differs",
            $"the act is not the one asked for: {text}",
            $"登记的行为与请求不符：{text}"));
    }

    private static void Compare(
        int act, SortedDictionary<string, string> wanted, SortedDictionary<string, string> seen, List<ActDifference> differences)
    {
        foreach (var field in wanted.Keys.Union(seen.Keys, StringComparer.Ordinal))
        {
            var (want, see) = (wanted.GetValueOrDefault(field, ""), seen.GetValueOrDefault(field, ""));
            if (want != see)
                differences.Add(new ActDifference(act, field, want, see));
        }
    }
}
