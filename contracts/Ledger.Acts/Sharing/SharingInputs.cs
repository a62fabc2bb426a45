using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What the sharing of data looks like in requests.</summary>
internal static class SharingInputs
{
    /// <summary>What is asked, in the order of the ledger.</summary>
    public static List<SharedField> SharedFields(this ActReader input, IReadOnlyList<SharedField> fields)
    {
        input.Count(fields.Count, "fields");
        return [.. fields.Select((field, i) => input.Known(field, $"fields[{i}]")).Distinct().Order()];
    }

    /// <summary>Count and head of a unit's queries with this one, over those that the ledger and the request's earlier acts have.</summary>
    public static (ulong Count, ByteString Head) NextTrace(this ActReader input, ByteString trace, ByteString queryId, ByteString answer)
    {
        var (count, head) = input.TraceOf(trace);
        var next = (count + 1, TraceChain.Next(head, queryId, answer));
        input.StateTrace(trace, next);
        return next;
    }
}
