using System.Globalization;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a department found in the log: believed when each entry is in the checkpoint's tree and is what was looked for.</summary>
internal static class FoundEntries
{
    /// <summary>Verifies an answer.</summary>
    /// <param name="request">What was looked for.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="checkpoint">Its checkpoint, verified.</param>
    /// <exception cref="UntrustedReplyException">One is not in the log, not what was looked for, or out of order.</exception>
    public static IReadOnlyList<RecordedEnvelope> Verify(SearchEntriesRequest request, SearchEntriesReply reply, Checkpoint checkpoint)
    {
        var filter = new EnvelopeFilter(request.Subject, request.Event, request.Operators, request.FromDay, request.ToDay);
        var below = request.Before == 0 ? ulong.MaxValue : request.Before;
        var found = new List<RecordedEnvelope>();
        foreach (var entry in reply.Entries)
        {
            var place = entry.Index.ToString(CultureInfo.InvariantCulture);
            var path = LedgerCalls.Hashes(entry.Path);
            if (MerkleVerifier.Inclusion(EntryCodec.LeafHash(entry.Entry.Span), entry.Index, checkpoint.Size, checkpoint.Root.Span, path) != MerkleResult.Valid)
            {
                throw Fault("search.not-in-log", $"entry {place} is not in the log that the checkpoint names", $"条目 {place} 不在检查点所指的账本中");
            }

            if (entry.Index >= below || Read(entry) is not { } envelope || !filter.Fits(envelope))
                throw Fault("search.other", $"entry {place} is not what was looked for, or out of order", $"条目 {place} 不是所查的内容，或次序不对");
            below = entry.Index;
            found.Add(envelope);
        }

        return found;
    }

    // What is in the log was accepted by the departments; what this build cannot read it does not know.
    private static RecordedEnvelope? Read(FoundEntry entry)
    {
        try
        {
            return RecordedEnvelope.Of(entry.Index, entry.Entry.Span);
        }
        catch (Exception e) when (e is LogFormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static UntrustedReplyException Fault(string code, string english, string chinese) => new(new LogFault(code, english, chinese));
}
