using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>抵押、查封等负担: the pages of liens with their proofs, and nothing of the owners.</summary>
internal sealed class LiensAnswer : ISharedAnswer
{
    /// <inheritdoc/>
    public string Item => "liens";

    /// <inheritdoc/>
    public string Department => DepartmentNames.Registration;

    /// <inheritdoc/>
    public AnswerKind Kind => AnswerKind.Fields;

    /// <inheritdoc/>
    public SharedField CountsAs => SharedField.Lien;

    /// <inheritdoc/>
    public AskedFor Asks => AskedFor.Nothing;

    /// <inheritdoc/>
    public SharedAnswer Answer(AskedQuestion question, SharedPages pages)
        => new() { Certificate = UnsafeByteOperations.UnsafeWrap(pages.Certificates.Lien(question.Unit)) };
}
