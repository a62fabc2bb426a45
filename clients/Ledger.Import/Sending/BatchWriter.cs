using Google.Protobuf;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>Sends acts of one department in one envelope.</summary>
/// <param name="client">The clerk's client.</param>
/// <param name="context">Request id and time; the same context with the same acts is the same request.</param>
/// <param name="acts">Acts of that department.</param>
/// <param name="cancellationToken">Ends the attempts; the request stays in the journal.</param>
internal delegate Task<WriteOutcome> BatchWriter(
    LedgerClient client, RequestContext context, IReadOnlyList<IMessage> acts, CancellationToken cancellationToken);
