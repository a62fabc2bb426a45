using Ledger.Log;

namespace Ledger.Node;

/// <summary>Something a node does over and over beside its calls.</summary>
/// <param name="What">What it does, as it is named when it has ended.</param>
/// <param name="Without">What is lacking then.</param>
/// <param name="IsVital">Whether the node does not serve without it.</param>
internal sealed record NodeLoop(OutageReason What, OutageReason Without, bool IsVital = true)
{
    private static readonly OutageReason Stands = new("it reads no further blocks", "不再读取区块");

    /// <summary>Executes what ordering shows.</summary>
    public static NodeLoop Following { get; } = new(new("following ordering", "跟随排序"), Stands);

    /// <summary>Compares the members' clocks.</summary>
    public static NodeLoop Clocks { get; } = new(
        new("asking the members' clocks", "询问各成员时钟"), new("a clock that goes wrong from now on is not noticed", "此后时钟出错将无从察觉"));

    /// <summary>Founds the Fabric channel.</summary>
    public static NodeLoop Founding { get; } = new(new("founding the Fabric channel", "Fabric 通道创世"), Stands);

    /// <summary>Reads what became of transactions sent to Fabric.</summary>
    public static NodeLoop Channel { get; } = new(
        new("watching the Fabric channel", "监视 Fabric 通道"), new("what is submitted here hears no answer", "此处提交的信封得不到答复"));

    /// <summary>Looks at the certificates' dates.</summary>
    public static NodeLoop Certificates { get; } = new(
        new("watching the certificates' dates", "检查证书有效期"), new("nobody is warned before a certificate expires", "证书到期前不再提醒"), IsVital: false);

    /// <summary>Writes backups that are asked for.</summary>
    public static NodeLoop Backups { get; } = new(
        new("writing backups", "写备份"), new("it can be backed up only while it is stopped", "仅可在停止后备份"), IsVital: false);

    /// <summary>Takes in another member's cosignatures.</summary>
    public static NodeLoop Cosignatures(string organisation) => new(
        new($"reading the cosignatures of {organisation}", $"读取 {organisation} 的共同签名"), new("no quorum may come about here", "此处可能达不到法定数"));
}
