using Grpc.Core;
using Ledger.Acts;

namespace Ledger.Departments;

/// <summary>Faults of input as a refusal.</summary>
internal static class InputRefusals
{
    /// <exception cref="RpcException">INVALID_ARGUMENT with one detail for each fault, when there is any.</exception>
    public static void ThrowIfAny(this InputFaults faults)
    {
        if (faults.Any)
            throw faults.ToException();
    }

    /// <summary>INVALID_ARGUMENT with one detail for each fault.</summary>
    public static RpcException ToException(this InputFaults faults)
    {
        var first = faults.All[0];
        return Statuses.Refuse(
            StatusCode.InvalidArgument,
            $"{first.Field}: {first.MessageEn} | {first.Field}：{first.MessageZh}" + (faults.All.Count > 1 ? $" (+{faults.All.Count - 1})" : ""),
            faults.All);
    }
}
