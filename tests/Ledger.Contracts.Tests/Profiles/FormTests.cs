using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The form of a profile is what its builds knew: it is data, compared here with what this build knows. A field or value that
/// is added belongs to the next profile's form, never to one that may be in force somewhere.
/// </summary>
public sealed class FormTests
{
    private const int UnknownValue = 99;

    /// <summary>Governance events, and what stands under <c>sys/</c>.</summary>
    private static readonly MessageDescriptor[] Governance = [.. SystemReflection.Descriptor.MessageTypes, Member.Descriptor, PeerKeys.Descriptor];

    public static TheoryData<string> Events => [.. Profiles.One.Flows.All.Select(flow => flow.Name)];

    private static Profile Newest => Profiles.Newest;

    [Fact]
    public void The_newest_profiles_form_has_every_message_field_and_value_of_this_build()
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in EventTypes.Files.SelectMany(file => file.MessageTypes).Concat(Governance))
            Describe(message, Newest.Form, seen);

        var build = string.Join('\n', seen.Values);

        Assert.Equal(build, string.Join('\n', seen.Keys.Select(name => Text(name, Newest.Form, seen[name]))));
        Assert.Equal(seen.Keys.Where(name => seen[name].Contains(':')), Newest.Form.Messages);
    }

    [Fact]
    public void Every_event_of_a_profile_is_in_its_form_and_in_this_build()
        => Assert.All(Profiles.All, profile =>
        {
            Assert.All(profile.Flows.All, flow => Assert.True(profile.Form.Has(flow.EventType)));
            Assert.Subset(EventTypes.All.Select(type => type.FullName).ToHashSet(), profile.Flows.All.Select(flow => flow.EventType).ToHashSet());
        });

    [Theory]
    [MemberData(nameof(Events))]
    public void A_value_that_no_enumeration_has_is_refused_wherever_an_event_can_state_it(string name)
    {
        Assert.NotEmpty(Samples.Of(name));
        foreach (var e in Samples.Of(name))
        {
            foreach (var (path, field, message) in Fields(e, "").Where(place => place.Field is { FieldType: FieldType.Enum, IsRepeated: false }))
            {
                // A later profile's field is refused by being there at all.
                if (!Profiles.One.Form.FieldsOf(message.Descriptor.FullName).Any(known => known.Number == field.FieldNumber))
                    continue;
                var before = field.Accessor.GetValue(message);
                field.Accessor.SetValue(message, UnknownValue);
                AssertMalformed(e, path);
                field.Accessor.SetValue(message, before);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void A_list_of_an_event_holds_as_many_items_as_its_profiles_form_says_and_no_more(string name)
    {
        Assert.NotEmpty(Samples.Of(name));
        foreach (var e in Samples.Of(name))
        {
            foreach (var (path, field, message) in Fields(e, "").Where(place => place.Field.IsRepeated))
            {
                // A later profile's field is refused by being there at all.
                if (Profiles.One.Form.FieldsOf(message.Descriptor.FullName).Where(known => known.Number == field.FieldNumber).ToList() is not [var known])
                    continue;
                var most = known.Most;
                Assert.True(most is not null, $"{field.FullName} has no bound in the form of profile 1.");
                var list = (IList)field.Accessor.GetValue(message);
                if (list.Count == 0)
                    continue;
                var before = list.Cast<object>().ToList();
                while (list.Count <= most)
                    list.Add(list[0] is IMessage item ? Clone(item) : list[0]);
                AssertMalformed(e, path);
                list.Clear();
                foreach (var item in before)
                    list.Add(item);
            }
        }
    }

    [Fact]
    public void A_field_that_the_form_of_the_profile_in_force_lacks_is_refused_as_the_unknown_field_it_was()
    {
        var sale = new SaleCase(new TestLedger(BuildThatKnowsMore("price_converted"))).Open();

        var refused = sale.Sign(e => e.PriceConverted = true).Refuse("C-69").Of("C-69");
        Assert.Contains("no unknown fields", refused.MessageEn, StringComparison.Ordinal);
        sale.Sign(e => e.PriceConverted = false).Accept();
    }

    [Fact]
    public void A_field_deep_in_an_event_is_seen_too()
    {
        var sale = new SaleCase(new TestLedger(BuildThatKnowsMore("land"))).Open();

        sale.Sign(e => e.Units[0].Land.Add(new LandShare { Area = 100 })).Refuse("C-69");
        sale.Sign().Accept();
    }

    [Fact]
    public void A_value_that_the_form_of_the_profile_in_force_lacks_is_refused_as_unknown()
    {
        var older = Older(line => line.StartsWith("ledger.v1.CoOwnership =", StringComparison.Ordinal) ? "ledger.v1.CoOwnership = 0" : line);
        var sale = new SaleCase(new TestLedger(older)) { BuyerKind = CoOwnership.Joint, Buyers = [new(TestParty.Bo), new(TestParty.Chen)] }.Open();

        Assert.Equal("event.units[0].buyer_co_ownership", sale.Sign().Refuse("C-69").Of("C-69").Values[0].Source);
    }

    [Fact]
    public void A_page_is_never_written_with_a_field_that_the_profile_in_force_lacks()
    {
        var sale = new SaleCase(new TestLedger(BuildThatKnowsMore("previous_entry"))).ToPaid();

        Assert.Contains("ledger.v1.TitlePage.previous_entry", Assert.Throws<ArgumentException>(() => sale.Record()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_grows_and_changes_nothing()
    {
        var form = Profiles.One.Form.With("ledger.v1.Refund: 3 note string\nledger.v1.TaxKind = 7\nledger.v1.Fee:\n  1 fen uint64,\n  2 units string *150");

        Assert.Equal("3 note string", form.FieldsOf("ledger.v1.Refund")[^1].ToString());
        Assert.Equal(["1 fen uint64", "2 units string *150"], form.FieldsOf("ledger.v1.Fee").Select(field => field.ToString()));
        Assert.False(Profiles.One.Form.Has("ledger.v1.Fee"));
        Assert.True(form.Has(TaxKind.Stamp));
        Assert.True(form.Has((TaxKind)7));
        Assert.False(Profiles.One.Form.Has((TaxKind)7));
        Assert.Throws<FormatException>(() => form.With("ledger.v1.Refund: 3 comment string"));
        Assert.Throws<FormatException>(() => form.With("ledger.v1.Refund 4 comment string"));
        Assert.Throws<FormatException>(() => form.With("ledger.v1.Refund: 4 comment"));
    }

    /// <summary>A build that has one field more than the profile in force.</summary>
    private static LedgerContract BuildThatKnowsMore(string field)
        => Older(line => System.Text.RegularExpressions.Regex.Replace(line, $@"(, )?\b\d+ {field} [A-Za-z0-9.]+( \*\d*)?", ""));

    private static LedgerContract Older(Func<string, string> change)
    {
        var text = string.Join('\n', Everything().Select(change));
        return new([Profiles.One with { Form = MessageForm.Parse(text) }]);
    }

    private static SortedDictionary<string, string>.ValueCollection Everything()
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in EventTypes.Files.SelectMany(file => file.MessageTypes).Concat(Governance))
            Describe(message, Profiles.One.Form, seen);
        return seen.Values;
    }

    /// <summary>A message of this build as a line of a form, with those of everything in it.</summary>
    private static void Describe(MessageDescriptor message, MessageForm form, SortedDictionary<string, string> seen)
    {
        if (seen.ContainsKey(message.FullName))
            return;
        seen[message.FullName] = message.FullName + ": " + string.Join(", ", message.Fields.InFieldNumberOrder().Select(field => (FormField.Of(field) with
        {
            Most = form.Messages.Contains(message.FullName)
                ? form.FieldsOf(message.FullName).FirstOrDefault(known => known.Number == field.FieldNumber).Most
                : null,
        }).ToString()));
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            if (field.FieldType == FieldType.Message)
                Describe(field.MessageType, form, seen);
            else if (field.FieldType == FieldType.Enum)
                seen[field.EnumType.FullName] = $"{field.EnumType.FullName} = {string.Join(", ", field.EnumType.Values.Select(value => value.Number).Order())}";
        }
    }

    /// <summary>The same line as the form has it.</summary>
    private static string Text(string name, MessageForm form, string build)
    {
        if (build.Contains(" = ", StringComparison.Ordinal))
        {
            var values = build[(build.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(',').Select(int.Parse).Where(value => form.Has(name, value));
            return $"{name} = {string.Join(", ", values)}";
        }

        return form.Has(name) ? $"{name}: {string.Join(", ", form.FieldsOf(name))}" : $"{name} is in no profile's form";
    }

    /// <summary>Every field that a message and those in it can state, with the message that states it and its path.</summary>
    private static IEnumerable<(string Path, FieldDescriptor Field, IMessage Message)> Fields(IMessage message, string path)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var at = path + field.Name;
            yield return (at, field, message);
            if (field.FieldType != FieldType.Message)
                continue;
            var inner = field.IsRepeated ? ((IList)field.Accessor.GetValue(message)).Cast<IMessage>().ToList()
                : field.Accessor.GetValue(message) is IMessage one ? [one] : [];
            for (var i = 0; i < inner.Count; i++)
            {
                foreach (var place in Fields(inner[i], field.IsRepeated ? $"{at}[{i}]." : at + "."))
                    yield return place;
            }
        }
    }

    private static IMessage Clone(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteArray());

    private static void AssertMalformed(IMessage e, string path)
    {
        var outcome = new TestLedger { Profile = 1 }.Judge(Samples.SignerOf(e), e);
        Assert.False(outcome.Accepted, path);
        Assert.Contains(outcome.Findings, finding => finding.Rule == "C-69"
            && finding.Values.Any(value => value.Source.StartsWith("event." + path, StringComparison.Ordinal)));
    }
}
