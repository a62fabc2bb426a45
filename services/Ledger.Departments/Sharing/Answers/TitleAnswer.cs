using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>权属: the title page with its proof, and nothing of liens.</summary>
internal sealed class TitleAnswer : ISharedAnswer
{
    /// <inheritdoc/>
    public string Item => "title";

    /// <inheritdoc/>
    public string Department => DepartmentNames.Registration;

    /// <inheritdoc/>
    public AnswerKind Kind => AnswerKind.Fields;

    /// <inheritdoc/>
    public SharedField CountsAs => SharedField.Title;

    /// <inheritdoc/>
    public AskedFor Asks => AskedFor.Nothing;

    /// <inheritdoc/>
    public SharedAnswer Answer(AskedQuestion question, SharedPages pages)
        => new() { Certificate = UnsafeByteOperations.UnsafeWrap(pages.Certificates.Title(question.Unit)) };
}
