using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What the evidence book knows of a request that is about to be sent: it is asked again with the same id and not twice.</summary>
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
            var id = Convert.ToHexStringLower(draft.RequestId)[..16];
            context.Note(new(
                $"同样的请求（{id}…）先前已发出而未获答复：以同一标识再次询问（--new 则另发新请求）。",
                $"the same was asked before (request {id}…) and not answered: asking again with the same id (--new sends a new request)."));
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

    private static CommandResult Repeated(CommandResult result, string what)
    {
        result.Json["repeats"] = what;
        return result;
    }
}
