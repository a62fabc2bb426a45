using Grpc.Core;
using Ledger.Acts;

namespace Ledger.Departments;

/// <summary>Who may ask for an act: its form says. Whoever may ask for none of a door's acts does not come in at all.</summary>
internal static class ActAccess
{
    /// <summary>Who comes in through a department's door: everybody who may ask for one of its acts.</summary>
    public static CallerKind Through(string department)
    {
        var door = Door.Of(department);
        return door.Forms.Aggregate(CallerKind.None, (callers, form) => callers | Of(door.WriterOf(form)));
    }

    /// <summary>Refuses an act that the caller may not ask for.</summary>
    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public static void Require(Caller caller, ActForm form, string department)
    {
        var (allowed, member) = (Of(Door.Of(department).WriterOf(form)), caller.Member.Organisation);
        if ((allowed & caller.Kind) == CallerKind.None)
        {
            throw new AccessRefusal(
                StatusCode.PermissionDenied,
                Convert.ToHexStringLower(caller.Fingerprint),
                $"成员 {member} 的 {caller.Role} 证书（{caller.Kind}）不得办理“{form.Name.Chinese}”；允许：{allowed}。",
                $"A certificate of member {member} with role {caller.Role} ({caller.Kind}) may not {form.Name.English}; allowed: {allowed}.").ToException();
        }
    }

    /// <summary>Who that is to a department.</summary>
    public static CallerKind Of(ActWriter writer) => writer switch
    {
        ActWriter.Clerk => CallerKind.OwnOperator,
        ActWriter.Administrator => CallerKind.OwnAdministrator,
        ActWriter.Bank => CallerKind.BankOperator,
        _ => CallerKind.None,
    };
}
