using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Checkpoints, receipts, pages and raw entries, from any department: nothing is returned that has not been verified, raw entries excepted.</summary>
public sealed class LedgerReader
{
    private const string Service = "/ledger.v1.LedgerService";

    private readonly LedgerCalls calls;

    internal LedgerReader(LedgerCalls calls) => this.calls = calls;

    /// <summary>The newest checkpoint with the quorum, verified and joined to those seen before.</summary>
    /// <param name="refresh">Ask the peers to cosign their head again when the newest is older than a minute.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">It does not verify; <see cref="ForkException"/> for a fork.</exception>
    public async Task<CheckpointVerdict> GetCheckpointAsync(bool refresh = false, string? department = null, CancellationToken cancellationToken = default) =>
        (await GetCheckpointReportAsync(refresh, department, cancellationToken)).Verdict;

    /// <summary>The same, with the alarms and conditions of the node asked.</summary>
    /// <inheritdoc cref="GetCheckpointAsync"/>
    public async Task<CheckpointReport> GetCheckpointReportAsync(bool refresh = false, string? department = null, CancellationToken cancellationToken = default)
    {
        var asked = department ?? calls.Home;
        var reply = await calls.Caller.ReadAsync<GetCheckpointRequest, CheckpointReply>(
            asked, Service + "/GetCheckpoint", new GetCheckpointRequest { Refresh = refresh }, cancellationToken);
        if (!SignedNote.TryParse(reply.Note, out var note, out var fault))
            throw new UntrustedReplyException(fault);

        // No verified size is named: this department may be behind the one that showed the last checkpoint.
        var verdict = await calls.Trail.AcceptAsync(
            note, offered: null, (older, newer, token) => calls.ConsistencyAsync(asked, older, newer, token), cancellationToken);
        return new CheckpointReport(verdict, [.. reply.Alarms.Select(alarm => ReportedAlarm.Judge(alarm, verdict.Checkpoint!.Origin, calls.Trail.Policy))],
            reply.Conditions);
    }

    /// <summary>A receipt of an entry this user's organisation signed or submitted, at the newest checkpoint.</summary>
    /// <param name="leafHash">Leaf hash of the entry, 32 bytes.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">It does not verify, or is of another entry.</exception>
    public async Task<VerifiedReceipt> GetReceiptAsync(ReadOnlyMemory<byte> leafHash, string? department = null, CancellationToken cancellationToken = default)
    {
        var asked = department ?? calls.Home;
        var receipt = await calls.Caller.ReadAsync<GetReceiptRequest, Receipt>(
            asked, Service + "/GetReceipt", new GetReceiptRequest { LeafHash = ByteString.CopyFrom(leafHash.Span) }, cancellationToken);
        var verified = await calls.VerifyAsync(asked, receipt, offered: null, cancellationToken);
        return verified.LeafHash.AsSpan().SequenceEqual(leafHash.Span)
            ? verified
            : throw new UntrustedReplyException(
                new LogFault("receipt.other-entry", "the receipt is of another entry than the one asked for", "回执所证明的不是所请求的条目"));
    }

    /// <summary>A page of the world state, or its absence, with everything verified; departments and auditors.</summary>
    /// <param name="key">E.g. <c>unit/&lt;unit code&gt;</c>.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">It does not verify.</exception>
    public async Task<VerifiedPage> GetPageAsync(string key, string? department = null, CancellationToken cancellationToken = default)
    {
        var asked = department ?? calls.Home;
        var reply = await calls.Caller.ReadAsync<GetPageRequest, PageReply>(asked, Service + "/GetPage", new GetPageRequest { Key = key }, cancellationToken);
        return await VerifyPageAsync(asked, key, reply, cancellationToken);
    }

    /// <summary>Verifies a page that some department proves.</summary>
    internal async Task<VerifiedPage> VerifyPageAsync(string asked, string key, PageReply reply, CancellationToken cancellationToken)
    {
        if (!TlogProof.TryParse(reply.TlogProof, out var proof, out var fault))
            throw new UntrustedReplyException(fault);

        var accepted = await calls.Trail.AcceptAsync(
            proof.Note, offered: null, (older, newer, token) => calls.ConsistencyAsync(asked, older, newer, token), cancellationToken);
        fault = SealedState.Check(reply.Seal.Span, reply.TlogProof, _ => accepted, out var seal, out var verdict);
        Page? page = null;
        fault ??= PageVerifier.Check(seal!.StateRoot.Span, key, reply.Page.IsEmpty ? null : reply.Page.ToByteArray(), reply.StateProof.Span, out page);
        return fault is null ? new VerifiedPage(key, page, seal!, verdict!.Checkpoint!) : throw new UntrustedReplyException(fault);
    }

    /// <summary>
    /// Raw entries with seals in order; departments and auditors. They are not verified one by one: who replays them checks
    /// every entry and compares the root of them all with a checkpoint. After a break the stream goes on at the next entry.
    /// </summary>
    /// <param name="first">Index of the first entry.</param>
    /// <param name="count">How many; 0 = to the newest checkpoint.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UntrustedReplyException">An index out of order.</exception>
    public async IAsyncEnumerable<RawEntry> ReadEntriesAsync(
        ulong first, ulong count = 0, string? department = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = first;
        for (var attempt = 1; ; attempt++)
        {
            var request = new ReadEntriesRequest { First = next, Count = count == 0 ? 0 : first + count - next };
            await using var stream = calls.Caller
                .StreamAsync<ReadEntriesRequest, RawEntry>(department ?? calls.Home, Service + "/ReadEntries", request, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await stream.MoveNextAsync())
                        yield break;
                }
                catch (UnavailableException) when (attempt < MaxBreaks)
                {
                    break;
                }

                if (stream.Current.Index != next)
                {
                    throw new UntrustedReplyException(
                        new LogFault("entries.order", $"entry {stream.Current.Index} came, expected {next}", $"收到条目 {stream.Current.Index}，应为 {next}"));
                }

                next++;
                attempt = 0;
                yield return stream.Current;
                if (count > 0 && next == first + count)
                    yield break;
            }

            await calls.Caller.PauseAsync(attempt + 1, cancellationToken);
        }
    }

    /// <summary>
    /// Keys of governance's pages, in order: proposals, members, revocations, tables. The department asked may leave some out; what a
    /// page holds <see cref="GetPageAsync"/> proves.
    /// </summary>
    /// <param name="prefix">Beginning of the keys, e.g. <c>sys/proposal/</c>.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<string> ListSystemPagesAsync(
        string prefix, string? department = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListSystemPagesRequest { Prefix = prefix };
        do
        {
            var page = await calls.Caller.ReadAsync<ListSystemPagesRequest, ListSystemPagesReply>(
                department ?? calls.Home, Service + "/ListSystemPages", request, cancellationToken);
            foreach (var key in page.Keys)
                yield return key;

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>
    /// Envelopes of the log that name something, the newest first, from the index of the department asked. Each is proved to be in the log
    /// and to be one of those; that none is missing is not: <see cref="ReadEntriesAsync"/> reads them all.
    /// </summary>
    /// <param name="request">What is looked for.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>They, and what <c>before</c> is for the next page; 0 when there is none.</returns>
    /// <exception cref="UntrustedReplyException">One is not in the log, or not what was looked for.</exception>
    public async Task<(IReadOnlyList<RecordedEnvelope> Envelopes, ulong NextBefore)> SearchEntriesAsync(
        SearchEntriesRequest request, string? department = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = department ?? calls.Home;
        var reply = await calls.Caller.ReadAsync<SearchEntriesRequest, SearchEntriesReply>(asked, Service + "/SearchEntries", request, cancellationToken);
        if (!SignedNote.TryParse(reply.Note, out var note, out var fault))
            throw new UntrustedReplyException(fault);

        var verdict = await calls.Trail.AcceptAsync(
            note, offered: null, (older, newer, token) => calls.ConsistencyAsync(asked, older, newer, token), cancellationToken);
        return (FoundEntries.Verify(request, reply, verdict.Checkpoint!), reply.NextBefore);
    }

    /// <summary>An entry by its leaf hash, which proves its bytes to whoever trusts the hash, such as that of a page.</summary>
    /// <param name="leafHash">Leaf hash, 32 bytes.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>Its place in the log as the department tells it, and the entry.</returns>
    /// <exception cref="UntrustedReplyException">The department gave another entry.</exception>
    public async Task<(ulong Index, LogEntry Entry)> GetEntryAsync(
        ReadOnlyMemory<byte> leafHash, string? department = null, CancellationToken cancellationToken = default)
    {
        var asked = department ?? calls.Home;
        var place = await calls.Caller.ReadAsync<GetInclusionRequest, InclusionReply>(
            asked, Service + "/GetInclusion", new GetInclusionRequest { LeafHash = ByteString.CopyFrom(leafHash.Span) }, cancellationToken);
        await foreach (var raw in ReadEntriesAsync(place.Index, 1, asked, cancellationToken))
        {
            if (EntryCodec.LeafHash(raw.Entry.Span).AsSpan().SequenceEqual(leafHash.Span))
                return (raw.Index, EntryCodec.Parse(raw.Entry.Span));
        }

        throw new UntrustedReplyException(new LogFault("entry.other", "the entry is another one than the one asked for", "所给条目不是所请求的条目"));
    }

    /// <summary>Breaks without an entry in between before the reading gives up.</summary>
    private const int MaxBreaks = 5;
}
