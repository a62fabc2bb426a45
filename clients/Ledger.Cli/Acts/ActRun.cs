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

        if (!anew && await new EarlierRequest(context).RepeatAsync(client, book, RequestInput.Of(request), ct) is { } earlier)
            return context.Write(earlier);

        Show(request);
        if (context.Terminal is { } terminal && !yes && !await IsConfirmedAsync(client, terminal, request, ct))
        {
            context.Note(new("什么也没有发送。", "nothing was sent."));
            return ExitCode.Cancelled;
        }

        try
        {
            return context.Write(OutcomeView.Of(await client.WriteAsync(request, cancellationToken: ct)));
        }
        catch (Exception e) when (e is UnreachableException or BusyException)
        {
            context.Note(new(
                "请求已保存在证据簿中；再次运行同一命令即以同一请求标识询问，不会重复登记。",
                "the request is kept in the evidence book; the same command run again asks with the same request id, and nothing happens twice."));
            throw;
        }
    });

    /// <summary>Has the act judged first, so that whoever confirms knows what the rules and the pages say.</summary>
    private async Task<bool> IsConfirmedAsync(LedgerClient client, TextReader terminal, IMessage request, CancellationToken ct)
    {
        var tried = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        context.Console(context.Error).Write(OutcomeView.Of(await client.WriteAsync(tried, dryRun: true, ct)).View(context.Language));
        return await context.ConfirmAsync(terminal, new("登记？[y/N] ", "record this? [y/N] "), ct);
    }

    private void Show(IMessage request)
    {
        if (context.Json)
            return;

        context.Note(form.Name);
        context.Console(context.Error).Write(ActSummary.Of(request, context.Language));
    }
}
