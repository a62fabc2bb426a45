using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The tokens of an event are made with the epoch of the unit's key: tokens of another epoch compare with nothing.</summary>
internal static class TokenEpoch
{
    /// <summary>Checks the epoch of one unit's tokens.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="epoch">Epoch that the tokens were made with.</param>
    /// <param name="title">The unit's title.</param>
    /// <param name="stated">How the epoch is shown: of the event, or of the page that holds the tokens.</param>
    public static void Check(Judgement judgement, uint epoch, PageView<TitlePage> title, Func<Wording, object?, FindingValue> stated)
    {
        if (title.Body is not { } page || page.Epoch == epoch)
            return;
        judgement.Fail(
            Judgement.State,
            new("当事人编码已更新", "the parties' tokens are made with another epoch of the key than the unit's"),
            new($"请刷新后以第{page.Epoch}期的当事人编码重新提交", $"make the tokens with the key of epoch {page.Epoch}"),
            stated(new("编码期", "epoch"), epoch),
            title.Says(new("编码期", "epoch"), page.Epoch));
    }
}
