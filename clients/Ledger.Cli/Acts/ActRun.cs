using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// One act from its request to its outcome: what was asked before in the same way is asked again and not twice, what is about to be
/// recorded is shown, and at a terminal confirmed.
/// </summary>
/// <param name="form">The act.</param>
/// <param name="context">The command.</param>
internal sealed class ActRun(ActForm form, CommandContext context)
{
    /// <summary>Runs it.</summary>
    /// <param name="request">The act's request, complete.</param>
    /// <param name="dryRun">Only judge.</param>
    /// <param name="yes">Ask nobody.</param>
    /// <param name="anew">Send a new request whatever was asked before.</param>
    /// <param name="ct">Ends the attempts; the draft stays open.</param>
    public Task<ExitCode> RunAsync(IMessage request, bool dryRun, bool yes, bool anew, CancellationToken ct) => context.WithClientAsync(async (client, book) =>
    {
        if (dryRun)
        {
            Show(request);
            return context.Write(OutcomeView.Of(await client.WriteAsync(request, dryRun: true, ct)));
        }

        if (!anew && await RepeatAsync(client, book, RequestInput.Of(request), ct) is { } earlier)
            return earlier;

        Show(request);
        if (context.Terminal is { } terminal && !yes && !await IsConfirmedAsync(client, terminal, request, ct))
        {
            Note(new("什么也没有发送。", "nothing was sent."));
            return ExitCode.Cancelled;
        }

        try
        {
            return context.Write(OutcomeView.Of(await client.WriteAsync(request, cancellationToken: ct)));
        }
        catch (Exception e) when (e is UnreachableException or BusyException)
        {
            Note(new(
                "请求已保存在证据簿中；再次运行同一命令即以同一请求标识询问，不会重复登记。",
                "the request is kept in the evidence book; the same command run again asks with the same request id, and nothing happens twice."));
            throw;
        }
    });

    /// <summary>Asks again what the book shows as asked before; null when it knows of nothing.</summary>
    private async Task<ExitCode?> RepeatAsync(LedgerClient client, EvidenceBook book, byte[] input, CancellationToken ct)
    {
        if (book.FindDraft(input) is { } draft)
        {
            var id = Convert.ToHexStringLower(draft.RequestId)[..16];
            Note(new(
                $"同样的请求（{id}…）先前已发出而未获答复：以同一标识再次询问（--new 则另发新请求）。",
                $"the same was asked before (request {id}…) and not answered: asking again with the same id (--new sends a new request)."));
            var resumed = await client.ResumeAsync(draft, ct);
            if (resumed.Outcome is { } outcome)
                return Repeated(OutcomeView.Of(outcome), "draft");

            if (resumed.Fault is InputException { Failures: var failures } && failures.All(static failure => failure.Field == "context.time_ms"))
            {
                Note(new("该请求从未到达部门，且已过期：另发新请求。", "it never reached the department and is too old now: sending a new request."));
                return null;
            }

            throw resumed.Fault!;
        }

        if (book.FindReceiptOf(input) is not { } receipt)
            return null;

        Note(new(
            $"同样的请求已登记（条目 {receipt.Index}），未再发送（--new 则另发新请求）。",
            $"the same is recorded already (entry {receipt.Index}), nothing was sent (--new sends a new request)."));
        return Repeated(OutcomeView.Of(receipt), "receipt");
    }

    private ExitCode Repeated(CommandResult result, string what)
    {
        result.Json["repeats"] = what;
        return context.Write(result);
    }

    /// <summary>Has the act judged first, so that whoever confirms knows what the rules and the pages say.</summary>
    private async Task<bool> IsConfirmedAsync(LedgerClient client, TextReader terminal, IMessage request, CancellationToken ct)
    {
        var tried = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        context.Console(context.Error).Write(OutcomeView.Of(await client.WriteAsync(tried, dryRun: true, ct)).View(context.Language));
        context.Error.Write(new Wording("登记？[y/N] ", "record this? [y/N] ").In(context.Language));
        var answer = (await terminal.ReadLineAsync(ct))?.Trim();
        return answer is "y" or "Y" or "yes" or "是";
    }

    private void Show(IMessage request)
    {
        if (context.Json)
            return;

        Note(form.Name);
        context.Console(context.Error).Write(ActSummary.Of(request, context.Language));
    }

    private void Note(Wording text)
    {
        if (!context.Json)
            context.Error.WriteLine(text.In(context.Language));
    }
}
