using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>A governance event for people and programs: what it is, and for tables what it changes.</summary>
internal sealed class ProposalView
{
    private static readonly MessageParser[] Parsers = [RevokeCertificate.Parser, ReplaceKeys.Parser, ActivateProfile.Parser, TablePublished.Parser];

    private readonly IMessage e;
    private readonly PublicationReview? review;

    private ProposalView(IMessage e, PublicationReview? review) => (this.e, this.review) = (e, review);

    /// <summary>Looks at an event on the pages as they stand.</summary>
    public static async Task<ProposalView> OfAsync(GovernanceBook pages, IMessage e, Day today, CancellationToken ct)
    {
        if (e is not TablePublished table)
            return new(e, null);
        var city = (await pages.CityAsync(ct))?.Message;
        var profile = await pages.ProfileAsync(ct);
        var present = table.Kind is TableKind.City or TableKind.Unspecified || !Enum.IsDefined(table.Kind)
            ? null
            : (await pages.TableAsync(city?.Id ?? profile.City.Id, table.Kind, ct))?.Message;
        return new(e, PublicationReview.Of(profile, table, city, present, today));
    }

    /// <summary>Looks at the event of a proposal; one in effect changes nothing any more.</summary>
    public static async Task<ProposalView> OfAsync(GovernanceBook pages, ProposalPage proposal, Day today, CancellationToken ct)
    {
        var e = EventOf(proposal.Proposal.Event);
        return proposal.Proposal.Effective ? new(e, null) : await OfAsync(pages, e, today, ct);
    }

    /// <summary>Throws when the ledger would refuse it, with every field.</summary>
    /// <exception cref="InputException">Fields, what was seen and what is allowed.</exception>
    public void RequireFaultless()
    {
        if (review is { Faults: { Count: > 0 } faults })
        {
            throw new InputException([.. faults.Select(static fault => new InputFailure
            {
                Field = fault.Path,
                MessageZh = fault.Message.Chinese,
                MessageEn = fault.Message.English,
                Expected = fault.Wanted.English,
            })]);
        }
    }

    /// <summary>Shows it to people, beside the result.</summary>
    public void Show(CommandContext context)
    {
        if (context.Json)
            return;

        context.Note(NameOf(e));
        if (review is null)
        {
            context.Note(new(RequestFields.Text(e), RequestFields.Text(e)));
        }
        else if (review.Changes.Count == 0)
        {
            context.Note(review.Faults.Count > 0
                ? new(
                    string.Join("；", review.Faults.Select(static fault => fault.Message.Chinese)),
                    string.Join("; ", review.Faults.Select(static fault => fault.Message.English)))
                : new("与现行的没有差异。", "it differs in nothing from what is in force."));
        }
        else
        {
            context.Console(context.Error).Write(TableViews.Changes(review.Changes, context.Language));
        }
    }

    /// <summary>Adds event and changes to a result.</summary>
    public void AddTo(JsonObject json)
    {
        json["event"] = e.Descriptor.FullName;
        if (review is not null)
            json["changes"] = TableViews.Json(review.Changes);
    }

    /// <summary>A proposal as JSON.</summary>
    public static JsonObject Json(ProposalPage page) => new()
    {
        ["id"] = page.Id,
        ["event"] = page.Proposal.Event.Type,
        ["content"] = MessageJson.Of(EventOf(page.Proposal.Event)),
        ["proposed_by"] = page.Proposal.Proposer,
        ["approved_by"] = new JsonArray([.. page.Proposal.Approvals.Select(static name => JsonValue.Create(name))]),
        ["missing"] = new JsonArray([.. page.Missing.Select(static name => JsonValue.Create(name))]),
        ["in_effect"] = page.Proposal.Effective,
        ["changed"] = Instants.Of(page.TimeMs),
    };

    /// <summary>What is to be done next.</summary>
    public static Wording NextStep(ProposalPage page) => page.Proposal.Effective
        ? ComesInto(page) is { } day
            ? new($"已通过，自 {day} 起生效。", $"it is approved and takes effect on {day}.")
            : new("已生效。", "it is in effect.")
        : new(
            $"下一步：{string.Join("、", page.Missing)} 的管理员各自运行 ledger governance approve {page.Id}",
            $"next: the administrators of {string.Join(", ", page.Missing)} run `ledger governance approve {page.Id}`");

    /// <summary>A proposal for people.</summary>
    public static PropertyTable Table(ProposalPage page, Language language) => new PropertyTable(language)
        .Row(new("提案", "proposal"), page.Id)
        .Row(new("事项", "what"), NameOf(EventOf(page.Proposal.Event)).In(language))
        .Row(new("提出", "proposed by"), page.Proposal.Proposer)
        .Row(new("已批准", "approved by"), string.Join(", ", page.Proposal.Approvals))
        .Row(new("尚缺", "missing"), page.Missing.Count == 0 ? "–" : string.Join(", ", page.Missing))
        .Row(new("状态", "state"), StateOf(page).In(language))
        .Row(new("变更时间", "changed"), Instants.ForPeople(page.TimeMs));

    /// <summary>Whether it counts.</summary>
    public static Wording StateOf(ProposalPage page) => !page.Proposal.Effective ? new("待批准", "open")
        : ComesInto(page) is { } day ? new($"已通过，自 {day} 起生效", $"approved, in effect from {day} on")
        : new("已生效", "in effect");

    /// <summary>The day to come from which an approved table counts; null of what counts from its approval.</summary>
    private static Day? ComesInto(ProposalPage page)
        => EventOf(page.Proposal.Event) is TablePublished { ValidFrom: > 0 } table && Day.TryFromNumber(table.ValidFrom, out var from, out _)
            && Day.TryAt(page.TimeMs, out var approved) && from > approved
            ? from
            : null;

    /// <summary>What a governance event is about, in one line.</summary>
    public static Wording NameOf(IMessage e) => e switch
    {
        RevokeCertificate revoke => new(
            $"吊销证书 {PrintOf(revoke)}（{revoke.CreditCode}）", $"certificate {PrintOf(revoke)} revoked ({revoke.CreditCode})"),
        ReplaceKeys replace => new($"更换密钥（{replace.CreditCode}）", $"keys replaced ({replace.CreditCode})"),
        ActivateProfile activate => new($"启用规则版本 {activate.Profile}", $"rule profile {activate.Profile} put in force"),
        TablePublished table => new(
            $"发布{TableKinds.MeaningOf(table.Kind).Chinese}（{table.City}，{table.Source}）",
            $"{TableKinds.MeaningOf(table.Kind).English} published ({table.City}, {table.Source})"),
        _ => new(e.Descriptor.Name, e.Descriptor.Name),
    };

    /// <summary>The message of a proposed event; empty where this build does not know it.</summary>
    public static IMessage EventOf(Event proposed)
        => Parsers.FirstOrDefault(parser => NameOf(parser) == proposed.Type)?.ParseFrom(proposed.Body) ?? proposed;

    // As history and lists of operators name it; the subject may be a person's name.
    private static string PrintOf(RevokeCertificate revoke) => Convert.ToHexStringLower(SHA256.HashData(revoke.Certificate.Span))[..16] + "…";

    private static string NameOf(MessageParser parser) => parser.ParseFrom([]).Descriptor.FullName;
}
