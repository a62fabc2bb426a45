using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Contracts;

namespace Ledger.Cli;

/// <summary>Examples of requests: with every field once, and as a real act would be asked for.</summary>
internal static class RequestExamples
{
    /// <summary>Every field once, with a value that the form and the newest profile take.</summary>
    public static IMessage Full(ActForm form) => ActExamples.Of(form, furtherFaults: request => RulesOfForm.FaultsOf(form, request, Profiles.Newest.Number));

    /// <summary>A whole act and nothing besides: what may be left out is left out.</summary>
    public static IMessage Real(ActForm form)
    {
        var request = Full(form);
        Strip(form, request, request.Descriptor, []);
        return request;
    }

    /// <summary>The request without one field; on the way there, the first element of each list counts.</summary>
    public static IMessage Without(IMessage request, IReadOnlyList<FieldDescriptor> path)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        if (Holder(copy, path) is { } holder)
            path[^1].Accessor.Clear(holder);
        return copy;
    }

    // Outer parts go first: what is inside of one that is not needed need not be looked at.
    private static void Strip(ActForm form, IMessage request, MessageDescriptor type, FieldDescriptor[] before)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            FieldDescriptor[] path = [.. before, field];
            if (Holder(request, path) is not { } holder || IsKept(field))
                continue;
            if (RulesOfForm.FaultsOf(form, Without(request, path), Profiles.Newest.Number).Count == 0)
                field.Accessor.Clear(holder);
            else if (field.FieldType == FieldType.Message)
                Strip(form, request, field.MessageType, path);
        }
    }

    /// <summary>Names of people and codes say what an example is about, though the form does without some.</summary>
    private static bool IsKept(FieldDescriptor field) => field.Name is "name" or "document_type" || field.FieldType == FieldType.Enum;

    private static IMessage? Holder(IMessage request, IReadOnlyList<FieldDescriptor> path)
    {
        var at = request;
        foreach (var step in path.SkipLast(1))
        {
            if (step.Accessor.GetValue(at) is not { } next || next is IList { Count: 0 })
                return null;
            at = (IMessage)(next is IList list ? list[0]! : next);
        }

        return at;
    }
}
