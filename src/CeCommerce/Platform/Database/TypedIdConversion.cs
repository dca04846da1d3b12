using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CeCommerce.Platform.Database;

/// <summary>A typed identifier is a plain <c>uuid</c> column.</summary>
internal sealed class TypedIdConversion<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => TypedId.From<TId>(value))
    where TId : struct, ITypedId<TId>;
