using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>The one door through which acts come to a department: those that its oneof in <c>acts.proto</c> lists.</summary>
public sealed class Door
{
    private readonly OneofDescriptor acts;

    private Door(string department, MessageDescriptor act) => (Department, acts) = (department, act.Oneofs[0]);

    /// <summary>The doors of all departments.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        new(DepartmentNames.Transaction, TransactionAct.Descriptor),
        new(DepartmentNames.Tax, TaxAct.Descriptor),
        new(DepartmentNames.Registration, RegistrationAct.Descriptor),
        new(DepartmentNames.Finance, FinanceAct.Descriptor),
    ];

    /// <summary>Name of the department.</summary>
    public string Department { get; }

    /// <summary>The acts it takes.</summary>
    public IEnumerable<ActForm> Forms => acts.Fields.Select(static act => ActForms.Of(act.MessageType));

    /// <summary>The door of a department.</summary>
    /// <exception cref="InvalidOperationException">No such department.</exception>
    public static Door Of(string department) => All.Single(door => door.Department == department);

    /// <summary>Who asks for an act at this door: at that of finance whatever is asked is signed by the bank's own key, and its own act.</summary>
    public ActWriter WriterOf(ActForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Department == DepartmentNames.Finance ? ActWriter.Bank : form.Writer;
    }

    /// <summary>Whether it takes an act.</summary>
    public bool Takes(ActForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return acts.Fields.Any(field => field.MessageType == form.Request);
    }

    /// <summary>A request as the act that goes through the door.</summary>
    /// <exception cref="InvalidOperationException">The door does not take it.</exception>
    public IMessage Wrap(IMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var act = acts.ContainingType.Parser.ParseFrom([]);
        acts.Fields.Single(field => field.MessageType == request.Descriptor).Accessor.SetValue(act, request);
        return act;
    }
}
