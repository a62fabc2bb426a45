using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The tokens of an event are made with the epoch of the unit's key: tokens of another epoch compare with nothing.</summary>
internal static class TokenEpoch
{
    public static void Check(Judgement judgement, uint stated, PageView<TitlePage> title, string path)
    {
        if (title.Body is not { } page || page.Epoch == stated)
            return;
        judgement.Fail(
            RuleCatalogue.State,
            new("当事人标识不是以该单元现行密钥期制作", "the parties' tokens are made with another epoch of the key than the unit's"),
            new($"请以第{page.Epoch}期密钥重新制作当事人标识", $"make the tokens with the key of epoch {page.Epoch}"),
            Labels.InEvent(new("密钥期", "epoch"), stated, path),
            title.Says(new("密钥期", "epoch"), page.Epoch));
    }
}
