using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Open drafts in words: requests that were sent and not yet acknowledged.</summary>
internal static class Drafts
{
    private const int IdLength = 16;

    /// <summary>The short id of a draft, by which commands name it.</summary>
    public static string IdOf(SignedRequest draft) => Convert.ToHexStringLower(draft.RequestId)[..IdLength];

    /// <summary>The acts it asks for; none where this build cannot read it.</summary>
    public static IReadOnlyList<(ActForm? Form, IMessage Act)> ActsOf(SignedRequest draft)
    {
        try
        {
            return draft.Department switch
            {
                DepartmentNames.Transaction => Asked(TransactionWriteRequest.Parser.ParseFrom(draft.Bytes).Acts),
                DepartmentNames.Tax => Asked(TaxWriteRequest.Parser.ParseFrom(draft.Bytes).Acts),
                DepartmentNames.Registration => Asked(RegistrationWriteRequest.Parser.ParseFrom(draft.Bytes).Acts),
                _ => Signed(SubmitRequest.Parser.ParseFrom(draft.Bytes)),
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }

    /// <summary>When it was asked for first, ms since the epoch; 0 where this build cannot read it.</summary>
    public static ulong TimeOf(SignedRequest draft)
    {
        try
        {
            // Field 1 of every request is its context.
            return TransactionWriteRequest.Parser.WithDiscardUnknownFields(discardUnknownFields: true).ParseFrom(draft.Bytes).Context?.TimeMs ?? 0;
        }
        catch (InvalidProtocolBufferException)
        {
            return 0;
        }
    }

    /// <summary>What it asks for, in words: its acts with what they are about.</summary>
    public static Wording TextOf(SignedRequest draft)
    {
        var acts = ActsOf(draft).Select(static act => (Name: NameOf(act.Form, act.Act), Subject: SubjectOf(act.Act))).ToList();
        return acts.Count == 0
            ? new(draft.Method, draft.Method)
            : new(string.Join("；", acts.Select(static act => $"{act.Name.Chinese} {act.Subject}".Trim())),
                string.Join("; ", acts.Select(static act => $"{act.Name.English} {act.Subject}".Trim())));
    }

    private static Wording NameOf(ActForm? form, IMessage act) => form?.Name ?? new Wording(act.Descriptor.Name, act.Descriptor.Name);

    private static string SubjectOf(IMessage act)
        => new[] { "contract_number", "acceptance_number", "unit_code" }
            .Select(name => act.Descriptor.FindFieldByName(name)?.Accessor.GetValue(act) as string)
            .FirstOrDefault(static text => text is { Length: > 0 }) ?? "";

    private static List<(ActForm? Form, IMessage Act)> Asked(IReadOnlyList<IMessage> acts)
        => [.. AskedAct.Of(acts).Where(static act => act.Request is not null).Select(static act => (act.Form, act.Request!))];

    private static List<(ActForm? Form, IMessage Act)> Signed(SubmitRequest request)
        => [.. Payload.Parser.ParseFrom(Envelope.Parser.ParseFrom(request.Envelope).Payload).Events
            .Select(static e => (
                Form: ActForms.All.FirstOrDefault(form => form.Event.FullName == e.Type), Message: EventTypes.Registry.Find(e.Type)?.Parser.ParseFrom(e.Body)))
            .Where(static act => act.Message is not null).Select(static act => (act.Form, act.Message!))];
}
