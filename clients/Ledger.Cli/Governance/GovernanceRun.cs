using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// One governance act of an administrator: what it would change is shown and checked, at a terminal confirmed, then the department's
/// node signs it; what remains to be done is said.
/// </summary>
internal sealed class GovernanceRun(CommandContext context, GovernanceChoice choice)
{
    /// <summary>Proposes an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="ct">Ends the attempts; the draft stays open.</param>
    public Task<ExitCode> ProposeAsync(IMessage e, CancellationToken ct) => context.WithClientAsync(async (client, book) =>
    {
        var pages = new GovernanceBook(client);
        var view = await ProposalView.OfAsync(pages, e, Today, ct);
        var input = RequestInput.Of(new ProposeRequest { Type = e.Descriptor.FullName, Body = e.ToByteString() });
        if (!choice.DryRun && !choice.Anew && await new EarlierRequest(context).RepeatAsync(client, book, input, ct) is { } earlier)
            return context.Write(earlier);

        view.RequireFaultless();
        var outcome = await ActAsync(client, view, dryRun => client.Administration.ProposeAsync(e, dryRun, ct), ct);
        return outcome is null ? ExitCode.Cancelled : await AnswerAsync(pages, outcome, outcome.LeafHash, view, ct);
    });

    /// <summary>Approves a proposal.</summary>
    /// <param name="leafHash">Leaf hash of the proposing entry.</param>
    /// <param name="ct">Ends the attempts; the draft stays open.</param>
    public Task<ExitCode> ApproveAsync(byte[] leafHash, CancellationToken ct) => context.WithClientAsync(async (client, book) =>
    {
        var pages = new GovernanceBook(client);
        var proposal = await pages.ProposalAsync(leafHash, ct) ?? throw NoProposal(leafHash);
        var input = RequestInput.Of(new ApproveRequest { Proposal = ByteString.CopyFrom(leafHash) });
        if (!choice.DryRun && !choice.Anew && await new EarlierRequest(context).RepeatAsync(client, book, input, ct) is { } earlier)
            return context.Write(earlier);

        var view = await ProposalView.OfAsync(pages, proposal, Today, ct);
        var outcome = await ActAsync(client, view, dryRun => client.Administration.ApproveAsync(leafHash, dryRun, ct), ct);
        return outcome is null ? ExitCode.Cancelled : await AnswerAsync(pages, outcome, leafHash, view, ct);
    });

    /// <summary>Nothing on the ledger is this proposal.</summary>
    public static InputException NoProposal(byte[] leafHash) => Faults.Input(
        "PROPOSAL",
        new($"账本上没有提案 {Convert.ToHexStringLower(leafHash)}（已证明）", $"no proposal {Convert.ToHexStringLower(leafHash)} is on the ledger (proved)"),
        "ledger governance proposals");

    private Day Today => Day.At((ulong)context.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task<WriteOutcome?> ActAsync(LedgerClient client, ProposalView view, Func<bool, Task<WriteOutcome>> act, CancellationToken ct)
    {
        view.Show(context);
        if (choice.DryRun)
            return await act(true);

        if (context.Terminal is { } terminal && !choice.Yes)
        {
            context.Console(context.Error).Write(OutcomeView.Of(await act(true)).View(context.Language));
            var question = new Wording($"以 {client.Profile.Organisation} 名义签署？[y/N] ", $"sign this as {client.Profile.Organisation}? [y/N] ");
            if (!await context.ConfirmAsync(terminal, question, ct))
            {
                context.Note(new("什么也没有发送。", "nothing was sent."));
                return null;
            }
        }

        return await act(false);
    }

    private async Task<ExitCode> AnswerAsync(GovernanceBook pages, WriteOutcome outcome, byte[]? leafHash, ProposalView view, CancellationToken ct)
    {
        var result = OutcomeView.Of(outcome);
        view.AddTo(result.Json);
        if (outcome.IsRecorded && leafHash is not null && await pages.ProposalAsync(leafHash, ct) is { } proposal)
        {
            result.Json["proposal"] = ProposalView.Json(proposal);
            context.Write(result);
            context.Note(ProposalView.NextStep(proposal));
            return result.Code;
        }

        return context.Write(result);
    }
}
