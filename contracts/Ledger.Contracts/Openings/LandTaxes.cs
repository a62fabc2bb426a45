using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-14 契税完税/减免, for land: who gets the right to use state land for a price pays the deed tax on it before it is registered. What the
/// state allots, lets or gives in trust has no price.
/// </summary>
internal static class LandTaxes
{
    public static readonly Rule C14 = TaxesCleared.C14 with { Aspect = "land" };

    // 国有建设用地使用权 A.8.
    private const uint RightToLand = 3;

    /// <summary>Whether the first registration of a unit owes it.</summary>
    public static bool AreOwed(Matrix matrix, FlowCode flow, Opening opening)
        => matrix[flow, MatrixColumn.T].Required && opening.RightType == RightToLand && !IsWithoutPrice(opening.LandNature);

    /// <summary>The instrument by which it was taxed is named, and its taxes are cleared.</summary>
    public static void Check(Judgement judgement, FirstRegistered e, FlowCode flow, Basis? instrument, PageView<TaxPage>? tax)
    {
        if (!AreOwed(judgement.Matrix, flow, e.Opening))
            return;
        judgement.About(e.Opening.UnitCode);
        if (instrument is null || tax is null)
        {
            judgement.Fail(
                C14,
                new("未列明土地出让的原因文件，契税无从查验", "no instrument states the grant of the land: nothing says that its deed tax is cleared"),
                new("请陈述土地使用权出让（InstrumentStated GRANT）并完税后填写其编号；划拨土地请填写权利性质",
                    "state the grant (InstrumentStated, GRANT), clear its tax and name it; of allotted land state the nature"),
                Labels.InEvent(new("出让的原因文件", "instrument of the grant"), e.Instrument.Length > 0 ? e.Instrument : null, "instrument"),
                Labels.InEvent(new("权利性质", "land nature"), e.Opening.LandNature, "opening.land_nature"));
        }
        else if (instrument.Exists)
        {
            TransferTaxes.Check(judgement, instrument, tax, [], e.Recording);
        }

        judgement.About("");
    }

    // A.9: 划拨, 租赁, 授权经营.
    private static bool IsWithoutPrice(uint nature) => nature is 101 or 104 or 105;
}
