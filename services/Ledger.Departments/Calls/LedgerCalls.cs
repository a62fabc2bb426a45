using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using PeerReceipt = Ledger.Peers.Receipt;

namespace Ledger.Departments;

/// <summary>LedgerService: what the department's own peer proves.</summary>
internal sealed class LedgerCalls(
    Department department, Peer peer, KeyOwners keys, IRecordStore store, DepartmentRecords records, EntryIndexer entries, TimeProvider time)
    : LedgerService.LedgerServiceBase
{
    private const int DefaultKeys = 100;
    private const int MostKeys = 1_000;

    public override Task<CheckpointReply> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context)
    {
        if (request.Refresh)
            peer.Cosigning.RequestRecosign();

        var published = Published();
        var reply = new CheckpointReply { Note = published.Note.ToString() };
        reply.Alarms.AddRange(AlarmMessages.Of(peer));
        reply.Conditions.AddRange(ConditionMessages.Of(peer, records));
        if (request.VerifiedSize > 0)
            reply.Consistency.AddRange(Consistency(request.VerifiedSize, published.Info.Size, "verified_size"));

        return Task.FromResult(reply);
    }

    public override Task<ConsistencyReply> GetConsistency(GetConsistencyRequest request, ServerCallContext context)
    {
        var reply = new ConsistencyReply();
        reply.Path.AddRange(Consistency(request.First, request.Second, "first"));
        return Task.FromResult(reply);
    }

    public override Task<InclusionReply> GetInclusion(GetInclusionRequest request, ServerCallContext context)
    {
        var published = Published();
        var size = request.Size == 0 ? published.Info.Size : request.Size;
        var (index, _) = Find(request.LeafHash);
        if (index >= size || size > peer.Head.Size)
            throw OutOfRange("size", $"above {index} and at most {peer.Head.Size}");

        var reply = new InclusionReply { Index = index, Size = size, Note = size == published.Info.Size ? published.Note.ToString() : "" };
        reply.Path.AddRange(peer.Reader.ProveInclusion(index, size).Select(hash => ByteString.CopyFrom(hash)));
        return Task.FromResult(reply);
    }

    public override Task<V1.Receipt> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var caller = AccessInterceptor.CallerOf(context);
        var (index, _) = Find(request.LeafHash);
        var entry = EntryCodec.Parse(peer.Reader.ReadEntry(index));
        if (entry.EntryCase != LogEntry.EntryOneofCase.Envelope || !MayHaveReceipt(caller, entry.Envelope))
        {
            throw new AccessRefusal(
                StatusCode.PermissionDenied,
                Convert.ToHexStringLower(caller.Fingerprint),
                "回执只给信封的签署机构和提交它的部门。",
                "Receipts are for the organisation that signed the envelope and the department that submitted it.").ToException();
        }

        return peer.GetReceipt(request.LeafHash.Span) is { } receipt
            ? Task.FromResult(Message(receipt))
            : throw Statuses.Retry(StatusCode.Unavailable, "The entry is ordered; its quorum is outstanding. | 条目已排序，尚未达到法定签署数。", TimeSpan.FromSeconds(1));
    }

    public override async Task ReadEntries(ReadEntriesRequest request, IServerStreamWriter<RawEntry> responseStream, ServerCallContext context)
    {
        var end = Published().Info.Size;
        if (request.First > end)
            throw OutOfRange("first", $"at most {end}");

        var count = request.Count == 0 ? end - request.First : Math.Min(request.Count, end - request.First);
        await KeepUseAsync(context, FormattableString.Invariant($"entries [{request.First}, {request.First + count})"));
        var index = request.First;
        foreach (var entry in peer.Reader.ReadEntries(request.First, count))
            await responseStream.WriteAsync(new RawEntry { Index = index++, Entry = UnsafeByteOperations.UnsafeWrap(entry) }, context.CancellationToken);
    }

    public override async Task<PageReply> GetPage(GetPageRequest request, ServerCallContext context)
    {
        if (request.Key.Length is 0 or > PageKeys.MaxSize)
            throw OutOfRange("key", $"1 to {PageKeys.MaxSize} characters");

        await KeepUseAsync(context, request.Key);
        return PageProofs.Of(peer, Published(), request.Key);
    }

    public override async Task<ListSystemPagesReply> ListSystemPages(ListSystemPagesRequest request, ServerCallContext context)
    {
        if (!request.Prefix.StartsWith(PageKeys.System, StringComparison.Ordinal) || request.Prefix.Length > PageKeys.MaxSize)
            throw OutOfRange("prefix", $"a beginning of keys below {PageKeys.System}");
        if (request.PageToken.Length > 0 && !request.PageToken.StartsWith(request.Prefix, StringComparison.Ordinal))
            throw OutOfRange("page_token", "the token of the page before");
        if (request.PageSize > MostKeys)
            throw OutOfRange("page_size", $"at most {MostKeys}");

        await KeepUseAsync(context, request.Prefix);
        var size = request.PageSize == 0 ? DefaultKeys : (int)request.PageSize;
        var keys = peer.Reader.ReadKeys(request.Prefix).SkipWhile(key => string.CompareOrdinal(key, request.PageToken) <= 0).Take(size + 1).ToList();
        var reply = new ListSystemPagesReply { Keys = { keys.Take(size) } };
        if (keys.Count > size)
            reply.NextPageToken = keys[size - 1];

        return reply;
    }

    public override async Task<SearchEntriesReply> SearchEntries(SearchEntriesRequest request, ServerCallContext context)
    {
        var filter = EntrySearch.FilterOf(request);
        var published = Published();
        if (!await entries.HasSeenAsync(published.Info.Size, context.CancellationToken))
        {
            throw Statuses.Retry(
                StatusCode.Unavailable, "The index of the log is being made; ask again. | 正在建立账本索引，请稍后再问。", TimeSpan.FromSeconds(2));
        }

        await KeepUseAsync(context, request.ToString());
        var size = request.PageSize == 0 ? DefaultKeys : (int)request.PageSize;
        var before = Math.Min(request.Before == 0 ? ulong.MaxValue : request.Before, published.Info.Size);
        var found = entries.Find(filter, request.Signer, before, size);
        var reply = new SearchEntriesReply { Note = published.Note.ToString(), NextBefore = found.Count == size ? found[^1].Index : 0 };
        foreach (var (index, entry) in found)
        {
            reply.Entries.Add(new FoundEntry
            {
                Index = index,
                Entry = UnsafeByteOperations.UnsafeWrap(entry),
                Path = { peer.Reader.ProveInclusion(index, published.Info.Size).Select(hash => ByteString.CopyFrom(hash)) },
            });
        }

        return reply;
    }

    internal static V1.Receipt Message(PeerReceipt receipt) => new() { Entry = ByteString.CopyFrom(receipt.Entry), TlogProof = receipt.Proof };

    private bool MayHaveReceipt(Caller caller, Envelope envelope)
    {
        if (keys.IsOrWasOf(caller.Member, envelope.KeyId))
            return true;

        // The service that submitted it: this department, if its store holds the envelope.
        return caller.Kind is CallerKind.OwnOperator or CallerKind.OwnAdministrator
            && EntryCodec.TryParsePayload(envelope, out var payload, out _)
            && payload.Sequence <= long.MaxValue
            && store.ReadEnvelopes((long)payload.Sequence).Any(e => e.Bytes.AsSpan().SequenceEqual(envelope.ToByteArray()));
    }

    private Task KeepUseAsync(ServerCallContext context, string query)
    {
        var caller = AccessInterceptor.CallerOf(context);
        return store.AddUseAsync(
            new UseRow
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Organisation = caller.Member.Organisation,
                Operator = ByteString.CopyFrom(caller.Fingerprint),
                Method = context.Method,
                Query = query,
            },
            context.CancellationToken);
    }

    private PublishedBlock Published() => peer.Published
        ?? throw Statuses.Retry(StatusCode.Unavailable, $"No checkpoint bears the quorum yet at {department.Organisation}. | 尚无检查点达到法定签署数。",
            TimeSpan.FromSeconds(1));

    private (ulong Index, ulong Block) Find(ByteString leafHash)
    {
        if (leafHash.Length != MerkleHash.Size)
            throw OutOfRange("leaf_hash", $"{MerkleHash.Size} bytes");

        return peer.Reader.Find(leafHash.Span)
            ?? throw Statuses.Refuse(StatusCode.NotFound, "No entry with this leaf hash is on the ledger. | 账本上没有该叶哈希的条目。");
    }

    private IEnumerable<ByteString> Consistency(ulong first, ulong second, string field)
    {
        if (first == 0 || first > second || second > peer.Head.Size)
            throw OutOfRange(field, $"1 to the second size, which is at most {peer.Head.Size}");

        return peer.Reader.ProveConsistency(first, second).Select(hash => ByteString.CopyFrom(hash));
    }

    private static RpcException OutOfRange(string field, string expected)
    {
        var faults = new InputFaults();
        faults.Add(field, "超出范围", "it is out of range", expected);
        return faults.ToException();
    }
}
