using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-77 for land premium (土地出让金): a change of use, term or nature may owe one to the state, which no department of this ledger
/// assesses; the registrar is told to look for its receipt.
/// </summary>
internal static class LandPremium
{
    public static readonly Rule C77 =
        Rule.Inform("C-77", "税率或减免依据", "rate or exemption in the table", "城市房地产管理法 18, 44; 土地管理法 56") with { Aspect = "land premium" };

    public static void Note(Judgement judgement, UnitDetailsChanged e, PageView<TitlePage> title)
    {
        if (e.Kind is not (UnitDetail.Use or UnitDetail.LandTerm or UnitDetail.Nature))
            return;
        judgement.Fail(
            C77,
            new("该变更可能须补缴土地出让金", "this change may owe a land premium to the state"),
            new("请核对补缴凭证并存入要件", "look for the receipt and keep it with the papers"),
            Labels.InEvent(new("变更事项", "what changes"), e.Kind, "kind"),
            title.Says(new("登记用途", "use in the book"), title.Body?.Use),
            title.Says(new("登记土地性质", "nature of the land in the book"), title.Body?.LandNature));
    }
}
