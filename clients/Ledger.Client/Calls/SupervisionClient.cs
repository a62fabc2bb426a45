using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What the rules refused or warned about at a department; for its own clerks and for auditors.</summary>
public sealed class SupervisionClient
{
    private const string Service = "/ledger.v1.SupervisionService";

    private readonly LedgerCalls calls;

    internal SupervisionClient(LedgerCalls calls) => this.calls = calls;

    /// <summary>Verdicts, newest first; pages are read as they are needed.</summary>
    /// <param name="filter">Which; null = all.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="pageSize">Verdicts of one page, at most 1,000; 0 = 100.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LedgerException">No access, or unreachable.</exception>
    public async IAsyncEnumerable<VerdictView> ListVerdictsAsync(
        VerdictFilter? filter = null, string? department = null, uint pageSize = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListVerdictsRequest { Filter = filter, PageSize = pageSize };
        do
        {
            var page = await calls.Caller.ReadAsync<ListVerdictsRequest, ListVerdictsReply>(
                department ?? calls.Home, Service + "/ListVerdicts", request, cancellationToken);
            foreach (var verdict in page.Verdicts)
                yield return verdict;

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>How many verdicts there are of each group, the largest first.</summary>
    /// <param name="by">What makes a group; nothing: all are one.</param>
    /// <param name="filter">Which are counted; null = all.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">No access, or unreachable.</exception>
    public Task<CountVerdictsReply> CountVerdictsAsync(
        IEnumerable<VerdictKey> by, VerdictFilter? filter = null, string? department = null, CancellationToken cancellationToken = default) =>
        calls.Caller.ReadAsync<CountVerdictsRequest, CountVerdictsReply>(
            department ?? calls.Home, Service + "/CountVerdicts", new CountVerdictsRequest { Filter = filter, By = { by } }, cancellationToken);

    /// <summary>The user's own department's operators as their certificates name them; for its own people alone.</summary>
    /// <param name="fingerprints">Only of these certificates; nothing: all, at most 1,000.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">No access, or unreachable.</exception>
    public Task<ListOperatorsReply> ListOperatorsAsync(IEnumerable<byte[]>? fingerprints = null, CancellationToken cancellationToken = default) =>
        calls.Caller.ReadAsync<ListOperatorsRequest, ListOperatorsReply>(
            calls.Home, Service + "/ListOperators",
            new ListOperatorsRequest { Fingerprints = { (fingerprints ?? []).Select(static print => ByteString.CopyFrom(print)) } }, cancellationToken);
}
