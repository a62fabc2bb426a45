using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Flows of registration that rules tell from others together. A new flow is looked for here first.</summary>
internal static class FlowGroups
{
    /// <summary>首次登记 of what is built.</summary>
    public static bool IsBuilding(FlowCode flow) => flow is FlowCode.F102 or FlowCode.F103;

    /// <summary>A sale's transfer.</summary>
    public static bool IsSale(FlowCode flow) => flow is >= FlowCode.F210 and <= FlowCode.F212;

    /// <summary>A transfer on a contract or an instrument of the parties.</summary>
    public static bool IsOfParties(FlowCode flow) => flow is >= FlowCode.F210 and <= FlowCode.F217;

    /// <summary>A court's transfer.</summary>
    public static bool IsOfCourt(FlowCode flow) => flow is FlowCode.F218 or FlowCode.F219;

    /// <summary>A transfer of whatever kind.</summary>
    public static bool IsTransfer(FlowCode flow) => IsOfParties(flow) || IsOfCourt(flow);

    /// <summary>用途、面积等变更, 分割, 合并: what makes another unit of it.</summary>
    public static bool IsReshaping(FlowCode flow) => flow is FlowCode.F312 or FlowCode.F313 or FlowCode.F314;

    /// <summary>A change that leaves the title with its owner.</summary>
    public static bool IsChange(FlowCode flow) => flow is >= FlowCode.F310 and <= FlowCode.F315;

    /// <summary>更正.</summary>
    public static bool IsCorrection(FlowCode flow) => flow is FlowCode.F510 or FlowCode.F511;

    /// <summary>异议登记 and its cancellation.</summary>
    public static bool IsObjection(FlowCode flow) => flow is FlowCode.F600 or FlowCode.F601;

    /// <summary>预告登记 of whatever kind, not its cancellation.</summary>
    public static bool IsNotice(FlowCode flow) => flow is >= FlowCode.F700 and <= FlowCode.F703;

    /// <summary>预告登记 of a mortgage.</summary>
    public static bool IsMortgageNotice(FlowCode flow) => flow is FlowCode.F702 or FlowCode.F703;

    /// <summary>查封, 续封, 解封, 移送.</summary>
    public static bool IsSeizure(FlowCode flow) => flow is >= FlowCode.F800 and <= FlowCode.F803;

    /// <summary>What an authority orders: seizures and locks.</summary>
    public static bool IsOfAuthority(FlowCode flow) => IsSeizure(flow) || flow == FlowCode.F920;

    /// <summary>抵押权 from its first registration to its cancellation.</summary>
    public static bool IsMortgage(FlowCode flow) => flow is >= FlowCode.M1 and <= FlowCode.M9;

    /// <summary>抵押权首次登记 of what stands, or is being built.</summary>
    public static bool IsNewMortgage(FlowCode flow) => flow is FlowCode.M1 or FlowCode.M2;

    /// <summary>合同签订.</summary>
    public static bool IsSigning(FlowCode flow) => flow is FlowCode.K1 or FlowCode.K2;

    /// <summary>What is no registration, but an act of a contract.</summary>
    public static bool IsContract(FlowCode flow) => flow >= FlowCode.K1;
}
