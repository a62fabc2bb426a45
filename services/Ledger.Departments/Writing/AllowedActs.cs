using Grpc.Core;
using Ledger.Acts;

namespace Ledger.Departments;

/// <summary>Acts as their forms build them, for callers whom their forms name.</summary>
internal static class AllowedActs
{
    /// <summary>Builds acts; of a request in which one is not for its caller nothing is read.</summary>
    /// <param name="scope">What the acts share; takes the faults.</param>
    /// <param name="acts">The acts in order.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="department">Through whose door.</param>
    /// <exception cref="RpcException">PERMISSION_DENIED: the caller may not ask for one of them.</exception>
    public static IReadOnlyList<BuiltAct> Build(ActScope scope, IReadOnlyList<AskedAct> acts, Caller caller, string department)
    {
        foreach (var form in acts.Select(static act => act.Form).OfType<ActForm>())
            ActAccess.Require(caller, form, department);

        return [.. acts.Select(scope.Build)];
    }
}
