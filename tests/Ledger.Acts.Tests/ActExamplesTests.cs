using Google.Protobuf.Reflection;

namespace Ledger.Acts.Tests;

/// <summary>Every act can be shown by an example that its form takes.</summary>
public sealed class ActExamplesTests
{
    [Fact]
    public void Every_forms_example_becomes_its_event()
    {
        var refused = ActForms.All.ToDictionary(static form => $"{form.Group} {form.Verb}", static form => ActExamples.FaultsOf(form, ActExamples.Of(form)))
            .Where(static form => form.Value.Count > 0)
            .Select(static form => $"{form.Key}: {string.Join(", ", form.Value)}");

        Assert.True(!refused.Any(), $"ActExamples has no value for some fields (name them there):\n{string.Join('\n', refused)}");
    }

    [Fact]
    public void Every_field_of_every_act_has_a_name_in_both_languages() => Assert.All(
        ActForms.All.SelectMany(static form => FieldsOf(form.Request)).Select(static field => field.Name).Distinct(StringComparer.Ordinal),
        static name => Assert.NotEqual(name, FieldNames.Of(name).Chinese));

    [Fact]
    public void An_example_is_the_same_every_time_and_says_more_than_an_empty_request() => Assert.All(ActForms.All, static form =>
    {
        Assert.Equal(ActExamples.Of(form), ActExamples.Of(form));
        Assert.NotEqual(form.Create(), ActExamples.Of(form));
    });

    private static IEnumerable<FieldDescriptor> FieldsOf(MessageDescriptor message) => message.Fields.InDeclarationOrder()
        .SelectMany(static field => field.FieldType == FieldType.Message ? [field, .. FieldsOf(field.MessageType)] : (FieldDescriptor[])[field]);
}
