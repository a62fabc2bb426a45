using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-12 预售许可有效: a pre-sale is signed under a permit that was issued by then, is valid and covers the building. Whether a
/// permit allows another step is its state (STATE).
/// </summary>
internal static class PermitStands
{
    public static readonly Rule C12 = Rule.Reject("C-12", "预售许可有效", "pre-sale permit valid", "城市房地产管理法 45; 商品房买卖合同解释 2");

    private static readonly Wording Record = new("预售许可", "permit");

    private static readonly Wording StateLabel = new("许可状态", "state of the permit");

    /// <summary>What a permit is now.</summary>
    public static PermitState StateOf(PermitPage page) => page.Changes[^1].State;

    /// <summary>The permit exists and is not ended, or the step does what its state allows (STATE).</summary>
    /// <returns>False when there is no permit to judge by.</returns>
    public static bool CheckState(Judgement judgement, PageView<PermitPage> permit, params ReadOnlySpan<PermitState> allowed)
    {
        if (permit.Body is not { } page)
        {
            judgement.WrongState(Record, new("不存在", "absent"), ["PresalePermitIssued"], permit.Says(StateLabel, null));
            return false;
        }

        if (!allowed.Contains(StateOf(page)))
            WrongState(judgement, permit);
        return true;
    }

    /// <summary>The number is not taken (STATE).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<PermitPage> permit)
    {
        if (permit.Body is not null)
            WrongState(judgement, permit);
    }

    /// <summary>The permit allowed the sale of a unit on the day of signing.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="signing">Day of signing.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void CheckSale(
        Judgement judgement, PageView<PermitPage> permit, string unitCode, uint signing, Func<Wording, object?, FindingValue> stated)
    {
        var building = BuildingCode.OfUnit(unitCode);
        var covered = permit.Body?.Buildings.FirstOrDefault(known => known.Building == building);
        if (covered is null)
        {
            Fail(
                judgement,
                new($"没有涵盖幢{building}的预售许可", $"no pre-sale permit covers building {building}"),
                new("请核对预售许可证号及其预售范围", "check the permit's number and the buildings it covers"),
                stated(UnitCode.Name, unitCode),
                permit.Says(new("许可的幢", "buildings permitted"), string.Join(", ", permit.Body?.Buildings.Select(known => known.Building) ?? [])));
            return;
        }

        if (covered.Since > signing)
        {
            Fail(
                judgement,
                new($"签订时预售许可尚未涵盖幢{building}", $"the permit did not cover building {building} when the contract was signed"),
                new("请核对签订日期与许可日期", "check the day of signing and the day of the permit"),
                stated(new("签订日期", "signing date"), Labels.Date(signing)),
                permit.Says(new("许可日期", "permitted from"), Labels.Date(covered.Since)));
        }
    }

    /// <summary>What is neither registered nor under a permit is sold by nobody.</summary>
    public static void CheckMissing(Judgement judgement, string unitCode, Func<Wording, object?, FindingValue> stated)
        => Fail(
            judgement,
            new($"单元{unitCode}尚未登记，合同未写明预售许可", $"unit {unitCode} is not registered and the contract names no pre-sale permit"),
            new("请填写预售许可证号，或待首次登记后签订", "name the pre-sale permit, or sign after the first registration"),
            stated(UnitCode.Name, unitCode));

    /// <summary>The permit was valid on the day of signing; a contract that is only now entered asks that it still is.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="signing">Day of signing.</param>
    /// <param name="now">Whether it must be valid now too.</param>
    /// <param name="stated">How a value of the contract is shown.</param>
    public static void CheckValid(
        Judgement judgement, PageView<PermitPage> permit, uint signing, bool now, Func<Wording, object?, FindingValue> stated)
    {
        if (permit.Body is not { } page)
            return;
        var then = page.Changes.LastOrDefault(change => change.Date <= signing)?.State;
        if (then is not (null or PermitState.Valid))
        {
            Fail(
                judgement,
                new("签订时预售许可不在有效状态", "the permit was not valid when the contract was signed"),
                new("许可恢复后方可签订", "sign once the permit is valid again"),
                stated(new("签订日期", "signing date"), Labels.Date(signing)),
                permit.Says(StateLabel, then));
        }
        else if (now && StateOf(page) != PermitState.Valid)
        {
            Fail(
                judgement,
                new("预售许可已暂停或注销，不能再录入其合同", "the permit is suspended or ended: no contract is entered under it"),
                new("许可恢复后方可办理", "enter the contract once the permit is valid again"),
                permit.Says(StateLabel, StateOf(page)),
                permit.Says(new("状态日期", "day of the state"), Labels.Date(page.Changes[^1].Date)));
        }
    }

    private static void Fail(Judgement judgement, Wording message, Wording advice, params IReadOnlyList<FindingValue> values)
        => judgement.Fail(C12, message, advice, values);

    private static void WrongState(Judgement judgement, PageView<PermitPage> permit)
    {
        var state = StateOf(permit.Body!);
        string[] steps = state switch
        {
            PermitState.Valid => ["PresalePermitStatusChanged", "HouseRowsPublished", "ContractSigned"],
            PermitState.Suspended => ["PresalePermitStatusChanged", "HouseRowsPublished"],
            _ => [],
        };
        judgement.WrongState(Record, CodeNames.Of(state)!, steps, permit.Says(StateLabel, state));
    }
}
