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

    private static readonly Dictionary<(string Field, FieldType Type), object> OfHome = new()
    {
        [("right_type", FieldType.UInt32)] = 4u,
        [("use", FieldType.UInt32)] = 11u,
        [("land_nature", FieldType.UInt32)] = 102u,
        [("town", FieldType.String)] = "441900004",
        [("town", FieldType.UInt32)] = 441_900_004u,
        [("executing_town", FieldType.String)] = "441900004",
        [("co_ownership", FieldType.Enum)] = CoOwnership.Single,
        [("buyer_co_ownership", FieldType.Enum)] = CoOwnership.Single,
        [("object", FieldType.Enum)] = MortgageObject.LandAndBuilding,
    };

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
        Home(request);
        switch (request)
        {
            case ReviewCaseRequest review:
                // Who reviews under the own profile signs by asking.
                (review.Reviewer, review.Signature) = (ByteString.Empty, ByteString.Empty);
                break;
            case SignContractRequest sale:
                sale.Buyers[0] = Another(sale.Buyers[0]);
                break;
            case StateInstrumentRequest instrument:
                instrument.Takers[0] = Another(instrument.Takers[0]);
                break;
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

    /// <summary>What every example is about: a home of one owner, at the counter of the offices' own town.</summary>
    private static void Home(IMessage request)
    {
        // The share of a sole owner is the whole, and goes without saying.
        if (request is OwnerInput owner)
            (owner.Share, owner.Group) = ("", 0);
        foreach (var field in request.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(request);
            if (field.FieldType == FieldType.Message)
            {
                foreach (var part in value is IList parts ? parts.Cast<IMessage>().ToList() : value is IMessage one ? [one] : [])
                    Home(part);
            }
            else if (!field.IsRepeated && OfHome.TryGetValue((field.Name, field.FieldType), out var home))
            {
                field.Accessor.SetValue(request, home);
            }
        }
    }

    /// <summary>Who takes is somebody else than who gives.</summary>
    private static PartyInput Another(PartyInput giver) => new(giver) { DocumentNumber = "441900188506150022", Name = "薄示例" };

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
