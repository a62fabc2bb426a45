namespace Ledger.Client;

/// <summary>The service did not answer: not listening, out of reach, another TLS certificate than its own, or too slow.</summary>
public sealed class UnreachableException : UnavailableException
{
    /// <summary>The address that did not answer, and whose it is.</summary>
    /// <param name="address">The address.</param>
    /// <param name="detail">What the transport said.</param>
    /// <param name="inner">The status.</param>
    /// <param name="department">Department of the profile; null when only the address is known.</param>
    public UnreachableException(Uri address, string detail, Exception? inner = null, string? department = null)
        : base(
            address,
            $"无法连接 {Named(address, department, "部门 ")}：{detail}；请确认其服务已启动、配置中的地址正确，再运行同一命令",
            $"{Named(address, department, "department ")} cannot be reached: {detail}; see that its services run and that the profile has the right address, then run the same command again",
            inner)
    {
    }

    private static string Named(Uri address, string? department, string what) => department is null ? $"{address}" : $"{what}{department} ({address})";
}
