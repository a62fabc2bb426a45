using System.Runtime.CompilerServices;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>A department's records: what was asked of it and what became of it. Clear text stays within the department.</summary>
public sealed class RecordCalls
{
    private readonly LedgerCalls calls;
    private readonly string department;
    private readonly string service;

    internal RecordCalls(LedgerCalls calls, string department, string service)
    {
        this.calls = calls;
        this.department = department;
        this.service = service;
    }

    /// <summary>One record by its name.</summary>
    /// <exception cref="LedgerException">Not found, no access, unreachable.</exception>
    public Task<RecordView> GetAsync(string recordId, CancellationToken cancellationToken = default) =>
        GetAsync(new GetRecordRequest { RecordId = recordId }, cancellationToken);

    /// <summary>One record by the client's request id.</summary>
    /// <exception cref="LedgerException">Not found, no access, unreachable.</exception>
    public Task<RecordView> GetAsync(ReadOnlySpan<byte> requestId, CancellationToken cancellationToken = default) =>
        GetAsync(new GetRecordRequest { RequestId = Google.Protobuf.ByteString.CopyFrom(requestId) }, cancellationToken);

    /// <summary>Records in pages, as long as the caller reads on.</summary>
    /// <param name="subject">Unit, contract or mortgage they name; empty = all.</param>
    /// <param name="state">State they are in; unspecified = all.</param>
    /// <param name="pageSize">Records asked for at once, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<RecordView> ListAsync(
        string subject = "",
        RecordState state = RecordState.Unspecified,
        uint pageSize = 100,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListRecordsRequest { Subject = subject, State = state, PageSize = pageSize };
        do
        {
            var page = await calls.Caller.ReadAsync<ListRecordsRequest, ListRecordsReply>(department, $"{service}/ListRecords", request, cancellationToken);
            foreach (var record in page.Records)
                yield return record;

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Records as they change, until cancelled. After a break the stream goes on behind the last record given.</summary>
    /// <param name="afterRecordId">Go on behind this one; empty = from now.</param>
    /// <param name="subject">Unit, contract or mortgage they name; empty = all.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async IAsyncEnumerable<RecordView> WatchAsync(
        string afterRecordId = "", string subject = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new WatchRecordsRequest { AfterRecordId = afterRecordId, Subject = subject };
        for (var attempt = 1; ; attempt++)
        {
            await using var stream = calls.Caller
                .StreamAsync<WatchRecordsRequest, RecordView>(department, $"{service}/WatchRecords", request.Clone(), cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (await MoveAsync(stream))
            {
                attempt = 0;
                request.AfterRecordId = stream.Current.RecordId;
                yield return stream.Current;
            }

            await calls.Caller.PauseAsync(attempt + 1, cancellationToken);
        }
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<RecordView> stream)
    {
        try
        {
            return await stream.MoveNextAsync();
        }
        catch (UnavailableException)
        {
            return false;
        }
    }

    private Task<RecordView> GetAsync(GetRecordRequest request, CancellationToken cancellationToken) =>
        calls.Caller.ReadAsync<GetRecordRequest, RecordView>(department, $"{service}/GetRecord", request, cancellationToken);
}
