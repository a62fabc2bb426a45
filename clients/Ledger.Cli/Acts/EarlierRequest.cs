using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>
/// What is known of a request that was sent before: the evidence book's draft is asked again with the same id and not twice, its receipt is
/// shown; and where the book knows nothing and the rules refuse, the user's own entry is looked for before anybody undoes it.
/// </summary>
/// <param name="context">The command.</param>
internal sealed class EarlierRequest(CommandContext context)
{
    /// <summary>Asks again what the book shows as asked before; null when it knows of nothing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="book">The evidence book.</param>
    /// <param name="input">What is asked, see <see cref="RequestInput"/>.</param>
    /// <param name="ct">Ends the attempts; the draft stays open.</param>
    public async Task<CommandResult?> RepeatAsync(LedgerClient client, EvidenceBook book, byte[] input, CancellationToken ct)
    {
        if (book.FindDraft(input) is { } draft)
        {
            context.Note(new(
                $"同样的请求（草稿 {Drafts.IdOf(draft)}）先前已发出而未获答复：以同一标识再次询问（--new 则另发新请求）。",
                $"the same was asked before (draft {Drafts.IdOf(draft)}) and not answered: asking again with the same id (--new sends a new request)."));
            var resumed = await client.ResumeAsync(draft, ct);
            if (resumed.Outcome is { } outcome)
                return Repeated(OutcomeView.Of(outcome), "draft");

            if (resumed.Fault is InputException { Failures: var failures } && failures.All(static failure => failure.Field == "context.time_ms"))
            {
                context.Note(new("该请求从未到达部门，且已过期：另发新请求。", "it never reached the department and is too old now: sending a new request."));
                return null;
            }

            throw resumed.Fault!;
        }

        if (book.FindReceiptOf(input) is not { } receipt)
            return null;

        context.Note(new(
            $"同样的请求已登记（条目 {receipt.Index}），未再发送（--new 则另发新请求）。",
            $"the same is recorded already (entry {receipt.Index}), nothing was sent (--new sends a new request)."));
        return Repeated(OutcomeView.Of(receipt), "receipt");
    }

    /// <summary>Before a refusal is told: whether the act stands on the ledger already, recorded by this very user.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">Request of the act.</param>
    /// <param name="refused">The refusal.</param>
    /// <param name="ct">Ends the search.</param>
    public async Task TellOwnEntryAsync(LedgerClient client, IMessage request, RefusedException refused, CancellationToken ct)
    {
        OwnEntry? own;
        try
        {
            own = await OwnEntry.FindAsync(client, request, refused, context.Clock.GetUtcNow(), ct);
        }
        catch (LedgerException)
        {
            // The refusal is what was asked about: it is told whether or not this could be found out.
            return;
        }

        if (own is null)
            return;

        var time = Instants.ForPeople(own.TimeMs);
        var leaf = Convert.ToHexStringLower(own.LeafHash);
        context.Note(new(
            $"您已办理过此业务：同样的内容由您的证书登记在条目 {own.Index}（{time}）。无需再办，也不必撤销；取回执：ledger receipt {leaf}",
            $"you had this recorded before: entry {own.Index} of {time} says the same under your certificate. There is nothing to do again or to undo; its receipt: ledger receipt {leaf}"));
    }

    private static CommandResult Repeated(CommandResult result, string what)
    {
        result.Json["repeats"] = what;
        return result;
    }
}
