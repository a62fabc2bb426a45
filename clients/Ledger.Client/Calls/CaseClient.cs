using System.Runtime.CompilerServices;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>How cases stand in the eyes of a department's peer, and its work lists; for the clerks of all departments.</summary>
public sealed class CaseClient
{
    private const string Service = "/ledger.v1.CaseService";

    private readonly LedgerCalls calls;

    internal CaseClient(LedgerCalls calls) => this.calls = calls;

    /// <summary>How a case stands.</summary>
    /// <param name="acceptanceNumber">Its number.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">No such case, no access, or unreachable.</exception>
    public Task<CaseView> GetAsync(string acceptanceNumber, string? department = null, CancellationToken cancellationToken = default) =>
        calls.Caller.ReadAsync<GetCaseRequest, CaseView>(
            department ?? calls.Home, Service + "/GetCase", new GetCaseRequest { AcceptanceNumber = acceptanceNumber }, cancellationToken);

    /// <summary>A work list by deadline; pages are read as they are needed.</summary>
    /// <param name="request">Which cases; its page token is not used.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LedgerException">No access, or unreachable.</exception>
    public async IAsyncEnumerable<CaseSummary> ListAsync(
        ListCasesRequest request, string? department = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Clone();
        asked.PageToken = "";
        do
        {
            var page = await calls.Caller.ReadAsync<ListCasesRequest, ListCasesReply>(
                department ?? calls.Home, Service + "/ListCases", asked, cancellationToken);
            foreach (var found in page.Cases)
                yield return found;

            asked.PageToken = page.NextPageToken;
        }
        while (asked.PageToken.Length > 0);
    }

    /// <summary>
    /// The first page of a work list, and then what changes on it, until cancelled. After a break the stream goes on with what is otherwise
    /// than what was given before.
    /// </summary>
    /// <param name="request">Which cases; its page token is not used.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="LedgerException">No access, or more watches than a user may have.</exception>
    public async IAsyncEnumerable<CaseListChange> WatchAsync(
        ListCasesRequest request, string? department = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Clone();
        asked.PageToken = "";
        var shown = new Dictionary<string, CaseSummary>(StringComparer.Ordinal);
        for (var attempt = 1; ; attempt++)
        {
            var stream = calls.Caller.StreamAsync<ListCasesRequest, CaseListChange>(department ?? calls.Home, Service + "/WatchCases", asked, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await using (stream)
            {
                for (var isWhole = true; await MoveAsync(stream); isWhole = false)
                {
                    attempt = 0;
                    var change = stream.Current;
                    if (isWhole && shown.Count > 0)
                        change = Since(shown, change);
                    foreach (var found in change.Cases)
                        shown[found.AcceptanceNumber] = found;
                    foreach (var number in change.Gone)
                        shown.Remove(number);
                    yield return change;
                }
            }

            await calls.Caller.PauseAsync(attempt + 1, cancellationToken);
        }
    }

    // The whole list, as a change of what was seen before a break.
    private static CaseListChange Since(Dictionary<string, CaseSummary> shown, CaseListChange whole)
    {
        var change = new CaseListChange { Block = whole.Block, Day = whole.Day };
        change.Cases.AddRange(whole.Cases.Where(found => !found.Equals(shown.GetValueOrDefault(found.AcceptanceNumber))));
        var now = whole.Cases.Select(static found => found.AcceptanceNumber);
        change.Gone.AddRange(shown.Keys.Except(now, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return change;
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<CaseListChange> stream)
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
}
