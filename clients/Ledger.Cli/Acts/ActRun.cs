using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>
/// One act from its request to its outcome: what was asked before in the same way is asked again and not twice, what is about to be
/// recorded is shown, and at a terminal confirmed; behind it stands what comes next, or how to go on where the end is in doubt.
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
        await RequestCompletion.CompleteAsync(client, request, context.Clock.GetUtcNow(), ct);
        TellOtherDrafts(book, request);
        if (dryRun)
        {
            Show(request);
            return context.Write(OutcomeView.Of(await client.WriteAsync(request, dryRun: true, ct)));
        }

        var input = RequestInput.Of(request);
        try
        {
            if (!anew && await new EarlierRequest(context).RepeatAsync(client, book, input, ct) is { } earlier)
                return await EndAsync(context.Write(earlier), client, book, request, ct);

            Show(request);
            if (context.Terminal is { } terminal && !yes && !await IsConfirmedAsync(client, terminal, request, ct))
            {
                context.Note(new("什么也没有发送。", "nothing was sent."));
                return ExitCode.Cancelled;
            }

            return await EndAsync(context.Write(OutcomeView.Of(await client.WriteAsync(request, cancellationToken: ct))), client, book, request, ct);
        }
        catch (RefusedException refused)
        {
            await new EarlierRequest(context).TellOwnEntryAsync(client, request, refused, ct);
            throw;
        }
        catch (Exception e) when (e is LedgerException or OperationCanceledException)
        {
            TellDraft(book, input);
            throw;
        }
    });

    /// <summary>What comes next; of an end in doubt, which draft is open.</summary>
    private async Task<ExitCode> EndAsync(ExitCode code, LedgerClient client, EvidenceBook book, IMessage request, CancellationToken ct)
    {
        if (code == ExitCode.Ok)
            await NextSteps.TellAsync(context, client, form, request, ct);
        else
            TellDraft(book, RequestInput.Of(request));

        return code;
    }

    /// <summary>Says which draft of this request is open and how to go on; of a request that was never sent there is none.</summary>
    private void TellDraft(EvidenceBook book, byte[] input)
    {
        if (book.FindDraft(input) is not { } draft)
            return;

        var id = Drafts.IdOf(draft);
        context.Note(new(
            $"结果未定：请求已保存为草稿 {id}。请再次运行同一命令，或运行 ledger drafts resume {id}：以同一请求标识询问，不会重复登记。",
            $"the end is in doubt: the request is kept as draft {id}. Run the same command again, or ledger drafts resume {id}: it asks with the same id, and nothing happens twice."));
    }

    /// <summary>Of a terminal that was closed nobody was told: whoever comes next is.</summary>
    private void TellOtherDrafts(EvidenceBook book, IMessage request)
    {
        var input = RequestInput.Of(request);
        var others = book.OpenDrafts().Where(draft => !draft.Input.AsSpan().SequenceEqual(input)).ToList();
        if (others.Count == 0)
            return;

        context.Note(new(
            $"另有 {others.Count} 份草稿未获确认（最早：{Drafts.TextOf(others[0]).Chinese}）；查看与继续：ledger drafts",
            $"{others.Count} other drafts are not acknowledged (the oldest: {Drafts.TextOf(others[0]).English}); to see them and go on: ledger drafts"));
    }

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
