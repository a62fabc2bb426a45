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
        judgement.WrongState(
            new("当事人标识", "token of the parties"),
            new($"第{page.Epoch}期密钥所制", $"made with the key of epoch {page.Epoch}"),
            [],
            Labels.InEvent(new("密钥期", "epoch"), stated, path),
            title.Says(new("密钥期", "epoch"), page.Epoch));
    }
}
