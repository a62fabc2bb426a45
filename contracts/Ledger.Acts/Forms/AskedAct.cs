using Google.Protobuf;

namespace Ledger.Acts;

/// <summary>An act that a request asks for.</summary>
/// <param name="Path">Its path in the request, ending in a dot, or empty: where the request's faults are.</param>
/// <param name="Form">Its form; null when the request has left it empty.</param>
/// <param name="Request">What it says; null when the request has left it empty.</param>
public sealed record AskedAct(string Path, ActForm? Form, IMessage? Request)
{
    /// <summary>The acts of a request in their order.</summary>
    /// <param name="acts">Acts of a department's door, such as <c>RegistrationAct</c>.</param>
    /// <param name="numbered">Whether paths name the act's place even where there is only one: else they begin within the act.</param>
    public static IReadOnlyList<AskedAct> Of(IReadOnlyList<IMessage> acts, bool numbered = false)
    {
        ArgumentNullException.ThrowIfNull(acts);
        return [.. acts.Select((act, i) => Of(act, numbered || acts.Count > 1 ? $"acts[{i}]." : null, i))];
    }

    /// <summary>A request of an act by itself.</summary>
    /// <exception cref="KeyNotFoundException">It is no request of an act.</exception>
    public static AskedAct Alone(IMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new("", ActForms.Of(request.Descriptor), request);
    }

    private static AskedAct Of(IMessage act, string? path, int place)
    {
        ArgumentNullException.ThrowIfNull(act);
        return act.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(act) is { } field
            ? new(path is null ? "" : $"{path}{field.Name}.", ActForms.Of(field.MessageType), (IMessage)field.Accessor.GetValue(act))
            : new($"acts[{place}].", null, null);
    }
}
