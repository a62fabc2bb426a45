using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Examples of requests: with every field once, and as a real act would be asked for.</summary>
internal static class RequestExamples
{
    /// <summary>Of a maximum-amount mortgage and of a survey: an example is of a general one and of a prediction.</summary>
    private static readonly string[] OfAnotherCase = ["determination_first_day", "determination_last_day", "surveyed_area"];

    /// <summary>Every field once, with a value that the form takes.</summary>
    public static IMessage Full(ActForm form) => ActExamples.Of(form);

    /// <summary>A whole act and nothing besides, which form and newest profile take: what may be left out is left out.</summary>
    public static IMessage Real(ActForm form)
    {
        var request = ActExamples.Of(form, Choose, request => RulesOfForm.FaultsOf(form, request, Profiles.Newest.Number));
        Strip(form, request, request.Descriptor, []);
        LeaveOut(request, request.Descriptor, [], RequestCompletion.Fields);
        return request;
    }

    private static void LeaveOut(IMessage request, MessageDescriptor type, FieldDescriptor[] before, IReadOnlyCollection<string> names)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            FieldDescriptor[] path = [.. before, field];
            if (names.Contains(field.Name, StringComparer.Ordinal) && Holder(request, path) is { } holder)
                field.Accessor.Clear(holder);
            else if (field.FieldType == FieldType.Message)
                LeaveOut(request, field.MessageType, path, names);
        }
    }

    /// <summary>Of what a request can be about, one thing: fields of the others are left out; two elements where one is no act.</summary>
    private static void Choose(IMessage request)
    {
        LeaveOut(request, request.Descriptor, [], OfAnotherCase);
        switch (request)
        {
            case NotifyMortgageeRequest notice:
                (notice.Subject, notice.Number) = (ConsentSubject.Transfer, "");
                break;
            case AgreeMortgageChangeAct agreement:
                (agreement.Assignee, agreement.Part, agreement.Determined, agreement.Ground) = (null, null, null, DeterminationGround.Unspecified);
                break;
            case ChangeMortgageRanksRequest ranks:
                ranks.Order.Add(new MortgageId(ranks.Order[0]) { ContractNumber = "DY-2026-0002", Token = ByteString.Empty });
                break;
            case SplitUnitRequest split:
                split.Parts.Add(ActExamples.Next(split.Parts[0]));
                break;
            case MergeUnitsRequest merger:
                merger.Units.Add(ActExamples.Next(merger.Units[0]));
                break;
            case RenewTokensRequest renewal:
                renewal.Epoch = 2;
                break;
            case RecordCorrectionRequest correction:
                foreach (var unit in correction.Units)
                {
                    unit.Notices.Clear();
                    unit.Objections.Clear();
                    unit.Easements.Clear();
                    unit.Residences.Clear();
                }

                break;
            default:
                break;
        }
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
