using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Fills in what a case says of the request of a book act: its recording, unit and business number, where the request leaves them empty.</summary>
internal static class CaseCompletion
{
    /// <summary>Completes a request.</summary>
    public static void Complete(IMessage request, RecordingInput recording, CaseStepView step)
    {
        if (request.Descriptor.FindFieldByName("recording") is { } field)
            field.Accessor.SetValue(request, recording);
        if (!IsOfBuilding(step))
            Name(request, step, deep: true);
    }

    /// <summary>Whether a request is about other units alone.</summary>
    public static bool NamesAnother(IMessage request, CaseStepView step)
    {
        var named = new List<string>();
        Collect(request, deep: true);
        return named.Count > 0 && !named.Exists(code => IsOfBuilding(step) ? code.StartsWith(step.Subject, StringComparison.Ordinal) : code == step.Subject);

        void Collect(IMessage part, bool deep)
        {
            if (part.Descriptor.FindFieldByName("unit_code") is { FieldType: FieldType.String, IsRepeated: false } unit
                && (string)unit.Accessor.GetValue(part) is { Length: > 0 } code)
            {
                named.Add(code);
            }

            if (!deep)
                return;
            foreach (var child in Parts(part))
                Collect(child, deep: false);
        }
    }

    // A building was accepted without its units: each row names its own, with its number.
    private static bool IsOfBuilding(CaseStepView step) => step.BusinessNumber.Length == 0;

    // The unit stands in the request itself, in its opening, or in a list of units; one that names another unit is let alone.
    private static void Name(IMessage part, CaseStepView step, bool deep)
    {
        var unit = part.Descriptor.FindFieldByName("unit_code");
        if (unit is { FieldType: FieldType.String, IsRepeated: false } && (string)unit.Accessor.GetValue(part) is var named
            && (named.Length == 0 || named == step.Subject))
        {
            unit.Accessor.SetValue(part, step.Subject);
            if (part.Descriptor.FindFieldByName("business_number") is { } business && ((string)business.Accessor.GetValue(part)).Length == 0)
                business.Accessor.SetValue(part, step.BusinessNumber);
        }

        if (!deep)
            return;
        foreach (var child in Parts(part))
            Name(child, step, deep: false);
    }

    private static IEnumerable<IMessage> Parts(IMessage part)
    {
        foreach (var field in ((string[])["opening", "units", "rows"]).Select(part.Descriptor.FindFieldByName).OfType<FieldDescriptor>())
        {
            if (field.FieldType != FieldType.Message)
                continue;
            var value = field.Accessor.GetValue(part);
            foreach (var one in value as System.Collections.IEnumerable ?? new[] { value })
            {
                if (one is IMessage message)
                    yield return message;
            }
        }
    }
}
