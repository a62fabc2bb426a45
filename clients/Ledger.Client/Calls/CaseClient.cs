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
}
